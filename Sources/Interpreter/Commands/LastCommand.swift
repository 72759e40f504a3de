import Reports
import SessionLanguage

/// Runs `:last`.
struct LastCommand: Command {
  let form = CommandForm("last", takesOptions: true)
  let help = CommandHelp(
    .completions, ":last [file=NAME]",
    "shows the last result again, in full, or writes it to a file",
    examples: [":last", ":last file=love.html"], exports: true,
    related: ["again", "history", "files"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    try call.allow(help.options)
    guard var last = session.lastResult else {
      throw Diagnostic(
        "there is no result yet", at: call.name.range,
        hint: session.firstRun)
    }
    last.isPaged = true
    // It is the last result already, and in the record.
    last.isResult = false
    return last
  }
}
