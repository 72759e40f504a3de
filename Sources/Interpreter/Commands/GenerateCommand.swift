import SessionLanguage

/// Runs `:gen "Once upon a time" n=2`.
struct GenerateCommand: Command {
  let form = CommandForm(
    "gen", abbreviations: ["g", "generate"], .text, takesOptions: true,
    expressionOptions: ["with"])
  let help = CommandHelp(
    .completions, ":gen [\"text\"] [name=value …] [with=EXPR] [file=NAME]",
    "completes a text with the vector in use, one side only",
    details: ["With nothing in use, or with=none, the model completes unsteered."],
    examples: [
      ":gen \"Once upon a time\" n=2 temperature=0.7", ":gen \"Once upon a time\" with=none",
    ],
    takesSettings: true, options: ["with"], exports: true,
    related: ["compare", "again", "sampling"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    let (prompt, settings) = try session.promptAndSettings(of: call, besides: help.options)
    let model = try session.loadedModel(call)
    let sides = try session.sides(of: call, settings)
    return try session.complete(
      ComparisonRun(
        call: call, model: model, prompt: prompt, sides: sides, showsUnsteered: sides.isEmpty,
        settings: settings, seed: session.seed(settings)))
  }
}
