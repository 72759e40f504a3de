import SessionLanguage

/// Runs `:again`.
struct AgainCommand: Command {
  let form = CommandForm(
    "again", abbreviations: ["a"], .text, takesOptions: true, expressionOptions: ["with"])
  let help = CommandHelp(
    .completions, ":again [\"text\"] [name=value …] [with=EXPR …] [file=NAME]",
    "repeats the last :compare or :gen with what has changed since",
    details: [
      "Text, options and seed are those of the last run, so that only the change shows.",
      "What is said here replaces them.",
      "Enter on an empty line does the same after a change.",
    ],
    examples: [":again", ":again n=3 seed=unset", ":again with=2*love"],
    takesSettings: true, options: ["with"], exports: true, related: ["compare", "tune"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    guard let last = session.lastRun, let command = session.catalog[last.call.name.node] else {
      throw Diagnostic(
        "there is nothing to repeat yet", at: call.name.range,
        hint: session.firstRun)
    }
    // What is said here is checked first, while its place is known.
    let settings = try call.settings(
      session.state.settings, besides: help.options, topics: [.sampling, .vectors])
    if !call.values(of: "with").isEmpty { _ = try session.sides(of: call, settings) }
    _ = try call.text()
    var repeated = last.call.repeated(by: call)
    let isSeedSaid = repeated.options.contains { $0.name.node == "seed" }
    if !isSeedSaid, session.state.settings["seed"] == .unset {
      repeated.add("seed", .number(Double(last.seed)))
    }
    if repeated.values.isEmpty { session.lastPrompt = last.prompt }
    do {
      return try command.run(repeated, in: session)
    } catch let mistake as Diagnostic {
      // Other places are those of a line typed before.
      throw Diagnostic(mistake.message, at: call.name.range, hint: mistake.hint)
    }
  }
}
