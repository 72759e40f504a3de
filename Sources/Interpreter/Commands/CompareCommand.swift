import Reports
import SessionLanguage

/// Runs `:compare "I hate you because" n=15`.
struct CompareCommand: Command {
  let form = CommandForm(
    "compare", abbreviations: ["c"], .text, takesOptions: true, expressionOptions: ["with"])
  let help = CommandHelp(
    .completions,
    ":compare [\"text\"] [name=value …] [with=EXPR …] [control=random] [file=NAME]",
    "completes a text unsteered and steered, side by side",
    details: [
      "Without a text it repeats the last one. Each with= gives a steered side of its own.",
      "Both sides of a pair share their noise; the seed is shown, so that a run can be repeated.",
      "control=random adds a side steered by random rows of the same norms; also zero, shuffled.",
      "style=reference shows the published code's table, 60 cells a column where the screen has them;",
      "title= names a column.",
    ],
    examples: [
      ":compare \"I hate you because\" n=15",
      ":compare \"I went up to my friend and said\" n=3 seed=42 tokens=60",
      ":compare \"I hate you because\" with=x(\"Love\",\"Hate\",10,6) n=3",
      ":compare \"I hate you because\" with=love with=2*love n=2",
      ":compare \"I hate you because\" n=3 style=reference title=\"Adding love, layer 6\"",
    ],
    takesSettings: true, options: ["with", "control", "style", "title"],
    values: [
      "control": SteeringControl.words,
      "style": .explained([
        "plain": "as the screen likes it", "reference": "as the published code prints it",
      ]),
    ], exports: true,
    related: ["again", "tune", "gen", "sweep", "sampling", "positions"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    let (prompt, settings) = try session.promptAndSettings(of: call, besides: help.options)
    let style = try ComparisonStyle(call)
    let model = try session.loadedModel(call)
    let sides = try session.sides(of: call, settings)
    guard !sides.isEmpty else { throw session.nothingSteers(call, to: "compare with") }
    let seed = session.seed(settings)
    var run = ComparisonRun(
      call: call, model: model, prompt: prompt, sides: try call.withControls(sides, seed: seed),
      showsUnsteered: true, settings: settings, seed: seed)
    run.isShownWhole = style.isReference
    return style.applied(to: try session.complete(run))
  }
}
