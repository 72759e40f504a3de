import SessionLanguage

/// Runs `:quit`.
struct QuitCommand: Command {
  let form = CommandForm("quit", abbreviations: ["q", "exit"])
  let help = CommandHelp(
    .session, ":quit", "leaves; so does Ctrl-D", examples: [":quit"], related: ["save"])

  func run(_ call: Call, in session: Session) throws -> Answer { throw Stop.quit }
}
