import Analysis
import Reports
import SessionLanguage

/// Runs `:sweep "I hate you because" love.coeff=-10..10 love.layer=0..11`.
struct SweepCommand: Command {
  static let options = [
    "metric", "words", "token", "step", "prompts", "control", "with",
  ]

  /// What its options take, and those of `:find`.
  static let values: [String: CommandHelp.Word] = [
    "metric": .explained([
      "loss": "mean loss of prompt and completion", "kl": "KL of the next token",
      "p": "probability of token=", "count": "how often words= occur",
      "success": "how many completions have one of words=",
      "distinct": "different pairs of tokens", "repetition": "how much is said again",
    ]), "prompts": .file, "control": SteeringControl.words,
  ]

  let form = CommandForm(
    "sweep", .text, takesOptions: true, expressionOptions: ["with"], takesAxes: true)
  let help = CommandHelp(
    .instruments, ":sweep \"text\" love.coeff=-10..10 … [metric=…] [name=value …]",
    "completes a text at every setting of a vector, and measures what comes",
    details: [
      "What takes a range: coeff, layer, at, dims (the first so many), from; seed of random(…).",
      "Instead of a range, {0, 6} names values.",
      "metric: loss, kl and p of the next token, count and success of words={…}, distinct, repetition.",
      "kl is KL(steered‖unsteered); count and success read prompt and completion, as published.",
      "All cells meet the same noise: each gives what :compare with its setting and seed gives.",
      "file=NAME.csv writes a row a cell, and a row a completion to NAME-full.csv.",
      "prompts=FILE adds a prompt a line; control=random, zero or shuffled sweeps a control beside.",
    ],
    examples: [
      ":sweep \"I hate you because\" love.coeff=-10..10 metric=kl",
      ":sweep \"I hate you because\" love.layer=0..11 words={love, adore} tokens=20",
      ":sweep \"I hate you because\" love.layer=0..11 love.coeff=0..9 step=3 token=\" I\"",
    ],
    takesSettings: true, options: SweepCommand.options, values: SweepCommand.values,
    exports: true, related: ["find", "compare", "sampling"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    let plan = try session.sweepPlan(of: call, own: help.options)
    guard !plan.axes.isEmpty else {
      let name = session.state.vectors.first?.name ?? "love"
      throw Diagnostic(
        "expected what to sweep", at: call.end, hint: "\(name).coeff=-10..10")
    }
    let sweep = try plan.sweep(session.watchOfVectors)
    var run = try plan.run(in: session, sweep)
    run.samples = try plan.samples(run, sweep, in: session)
    session.lastTrace = plan.trace(of: [run])
    return session.warned(
      Answer(
        "sweep", SweepView(run: run).blocks, run.fields(session.shard), data: run.data,
        isResult: true))
  }
}
