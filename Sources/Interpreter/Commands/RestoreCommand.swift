import Reports
import SessionLanguage

/// Runs `:restore love.actadd`.
struct RestoreCommand: Command {
  let form = CommandForm("restore", .words)
  let help = CommandHelp(
    .session, ":restore FILE", "forgets everything and runs a saved session",
    details: ["After an error in the file nothing is changed."],
    examples: [":restore love.actadd"], words: .file, related: ["save", "run"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    let file = try call.neededFile("love.actadd")
    let text = try locating(file.range) { try ScriptFile.read(file.node) }
    let before = session.state
    var fresh = SessionState()
    // A script that loads nothing goes on with the model that is there.
    fresh.model = before.model
    session.state = fresh
    do {
      try session.runFile(text, named: file)
    } catch {
      session.state = before
      session.applyAppearance()
      throw error
    }
    session.applyAppearance()
    return Answer(
      "restore", StyledText("restored \(file.node)"), [.init("file", .string(file.node))])
  }
}
