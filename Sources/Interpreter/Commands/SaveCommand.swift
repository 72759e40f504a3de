import Reports
import SessionLanguage

/// Runs `:save love.actadd`.
struct SaveCommand: Command {
  let form = CommandForm("save", .words)
  let help = CommandHelp(
    .session, ":save FILE", "writes the commands that rebuild the session",
    details: ["The file is a script: it can be read, edited, and run with :run or :restore."],
    examples: [":save love.actadd"], words: .file, related: ["restore", "run"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    let file = try call.neededFile("love.actadd")
    try locating(file.range) { try ScriptFile.write(session.state.script, to: file.node) }
    return Answer(
      "save", StyledText("saved \(file.node)"), [.init("file", .string(file.node))])
  }
}
