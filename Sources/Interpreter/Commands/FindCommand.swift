import Analysis
import Reports
import SessionLanguage

/// Runs `:find "I hate you because" love.coeff=0..20 max_kl=0.5`.
struct FindCommand: Command {
  let form = CommandForm(
    "find", .text, takesOptions: true, expressionOptions: ["with"], takesAxes: true)
  let help = CommandHelp(
    .instruments,
    ":find \"text\" love.coeff=0..20 … [max_kl=0.5] [metric=…] [name=value …] [file=NAME]",
    "names the strongest setting that stays within a KL budget",
    details: [
      "KL(steered‖unsteered) of the token after the prompt, in nats, is a price that steering pays.",
      "Without metric= the strongest is the one that comes closest to the budget.",
      "With one, completions are drawn for the settings within it; metrics are those of :sweep.",
      "Settings that add nothing, such as a coefficient of 0, are never the strongest.",
    ],
    examples: [
      ":find \"I hate you because\" love.coeff=0..20 max_kl=0.5",
      ":find \"I hate you because\" love.coeff=1..9 max_kl=2 metric=count words={love}",
    ],
    takesSettings: true, options: SweepCommand.options + ["max_kl"], values: SweepCommand.values,
    exports: true, related: ["sweep", "compare"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    let limit = try budget(call)
    let plan = try session.sweepPlan(of: call, own: help.options)
    guard !plan.axes.isEmpty else {
      let name = session.state.vectors.first?.name ?? "love"
      throw Diagnostic("expected what to look through", at: call.end, hint: "\(name).coeff=0..20")
    }
    var sweep = try plan.sweep(session.watchOfVectors)
    let samples = sweep.samples
    sweep.samples = 0
    // Every part of divided work would find its own strongest; this one looks through all.
    let prices = try plan.run(in: session, sweep, cells: sweep.cells)
    let isAsked = ["metric", "words", "token"].contains { !call.values(of: $0).isEmpty }
    let metric = isAsked ? plan.measures.shown[0] : .kl
    var view = FindView(prices: prices, values: prices, metric: metric, limit: limit)
    var runs = [prices]
    if metric.needsCompletions {
      sweep.samples = samples
      let kept = Set(view.affordable)
      let cells = sweep.cells.filter { cell in
        cell.vector.map { kept.contains($0) } ?? !kept.isEmpty
      }
      let values = try plan.run(in: session, sweep, cells: cells)
      view = FindView(prices: prices, values: values, metric: metric, limit: limit)
      runs.append(values)
    }
    session.lastTrace = plan.trace(of: runs)
    return session.warned(view.answer)
  }

  private func budget(_ call: Call) throws(Diagnostic) -> Double {
    guard let value = try call.value(of: "max_kl") else { return 0.5 }
    guard let limit = value.node.plainNumber, limit > 0 else {
      throw Diagnostic("max_kl must be a number above 0", at: value.range, hint: "max_kl=0.5")
    }
    return limit
  }
}
