import SessionLanguage

/// Runs `:clear`.
struct ClearCommand: Command {
  let form = CommandForm("clear")
  let help = CommandHelp(
    .session, ":clear", "clears the screen; vectors and settings stay",
    details: ["To forget vectors there is :delete; Ctrl-L clears while you type."],
    examples: [":clear"], related: ["delete", "last"])

  func run(_ call: Call, in session: Session) -> Answer {
    session.output.clearScreen()
    return Answer("clear", [])
  }
}
