import Reports
import SessionLanguage

/// Runs `:last`.
struct LastCommand: Command {
  let form = CommandForm("last")
  let help = CommandHelp(
    .runs, ":last", "shows the last result again, in full", examples: [":last"],
    related: ["compare", "history"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    guard let last = session.lastResult else {
      throw Diagnostic(
        "there is no result yet", at: call.name.range,
        hint: ":compare \"I hate you because\" n=3")
    }
    session.output.page(.stack(last.blocks))
    return Answer(last.command, [], last.fields)
  }
}
