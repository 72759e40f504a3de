import Analysis
import Reports
import SessionLanguage

/// Runs `:find "I hate you because" love.coeff=0..20 max_kl=0.5`.
struct FindCommand: Command {
  let form = CommandForm(
    "find", .text, takesOptions: true, expressionOptions: ["with"], takesAxes: true)
  let help = CommandHelp(
    .instruments, ":find \"text\" love.coeff=0..20 … [max_kl=0.5] [metric=…] [name=value …]",
    "names the strongest setting that stays within a KL budget",
    details: [
      "KL(steered‖unsteered) of the token after the prompt, in nats, is a price that steering pays.",
      "Without metric= the strongest is the one that comes closest to the budget.",
      "With one, completions are drawn for the settings within it; metrics are those of :sweep.",
    ],
    examples: [
      ":find \"I hate you because\" love.coeff=0..20 max_kl=0.5",
      ":find \"I hate you because\" love.coeff=1..9 max_kl=2 metric=count words={love}",
    ],
    takesSettings: true, options: SweepCommand.options + ["max_kl"], values: SweepCommand.values,
    related: ["sweep", "compare"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    let limit = try budget(call)
    let plan = try session.sweepPlan(of: call, own: help.options)
    guard !plan.axes.isEmpty else {
      let name = session.state.vectors.first?.name ?? "love"
      throw Diagnostic("expected what to look through", at: call.end, hint: "\(name).coeff=0..20")
    }
    var sweep = try plan.sweep()
    let samples = sweep.samples
    sweep.samples = 0
    // Every part of divided work would find its own strongest; this one looks through all.
    let cheap = try plan.run(in: session, sweep, cells: sweep.cells)
    let prices = Array(cheap.values(.kl).prefix(plan.steeredCount))
    let affordable = prices.indices.filter { prices[$0].map { $0 <= limit } == true }
    guard !affordable.isEmpty, !cheap.result.wasInterrupted else {
      return nothing(cheap, prices, limit)
    }
    let isAsked =
      !call.values(of: "metric").isEmpty || !call.values(of: "words").isEmpty
      || !call.values(of: "token").isEmpty
    let metric = isAsked ? plan.measures.shown[0] : .kl
    var run = cheap
    if metric.needsCompletions {
      sweep.samples = samples
      let kept = Set(affordable)
      let cells = sweep.cells.filter { $0.vector.map(kept.contains) ?? true }
      run = try plan.run(in: session, sweep, cells: cells)
    }
    let values = run.values(metric)
    // Without a metric the whole budget is to be spent.
    let best = BestSetting(
      of: affordable.map { ($0, values[$0]) }, isHigh: metric.isBestHigh || !isAsked)
    guard let best else { return nothing(cheap, prices, limit) }
    return found(
      best.setting, metric, run, prices, within: limit, affordable.count,
      session.seedField(plan))
  }

  private func budget(_ call: Call) throws(Diagnostic) -> Double {
    guard let value = try call.value(of: "max_kl") else { return 0.5 }
    guard let limit = value.node.plainNumber, limit > 0 else {
      throw Diagnostic("max_kl must be a number above 0", at: value.range)
    }
    return limit
  }

  private func found(
    _ setting: Int, _ metric: SweepMetric, _ run: SweepRun, _ prices: [Double?],
    within limit: Double, _ count: Int, _ fields: [JSONValue.Member]
  ) -> Answer {
    let plan = run.plan
    let coordinates = plan.settings[setting].coordinates
    let code = zip(plan.axes, coordinates).map { $0.code($1) }.joined(separator: "; ")
    let price = prices[setting] ?? 0
    var line: StyledText = "strongest within \(Figures.short(limit), .number) nats: "
    line += SweepView(run: run).place(setting) + StyledText(" · KL \(Figures.decimal(price, 3))")
    let value = run.value(metric, of: setting)
    if metric != .kl, let value {
      line += " · \(metric.title(plan.measures, plan.model)) \(metric.style.text(value), .number)"
      if let unsteered = run.value(metric, of: nil) {
        line += StyledText(" (unsteered \(metric.style.text(unsteered)))", .dim)
      }
    }
    let counted = StyledText(
      "\(count) of \(plan.steeredCount) settings are within the budget", .dim)
    return Answer(
      "find",
      [.text(" " + line), .text("   " + CodeStyle.styled(code)), .text(" " + counted)],
      fields + [
        .init("max_kl", .double(limit)), .init("setting", .string(code)),
        .init("code", .string(plan.settings[setting].recipe.code)), .init("kl", .double(price)),
        .init("metric", .string(metric.rawValue)),
        .init("value", value.json), .init("within", .integer(count)),
        .init("of", .integer(plan.steeredCount)),
      ], isResult: true)
  }

  private func nothing(_ run: SweepRun, _ prices: [Double?], _ limit: Double) -> Answer {
    let gentlest = BestSetting(of: prices.enumerated().map { ($0, $1) }, isHigh: false)
    var line: StyledText = "no setting stays within \(Figures.short(limit), .number) nats"
    if run.result.wasInterrupted { line = "stopped before all settings were looked through" }
    if let gentlest {
      line +=
        "; the gentlest is " + SweepView(run: run).place(gentlest.setting)
        + StyledText(" with \(Figures.decimal(gentlest.value, 3))")
    }
    return Answer(
      "find", [.text(" " + line)],
      [
        .init("max_kl", .double(limit)), .init("setting", .null),
        .init("interrupted", .bool(run.result.wasInterrupted)),
      ])
  }
}

extension Session {
  /// What a find has in common with a sweep's record.
  fileprivate func seedField(_ plan: SweepPlan) -> [JSONValue.Member] {
    plan.model.identity + [
      .init("prompts", plan.prompts.json),
      .init("vector", .string("\(plan.expression)")), .init("seed", .unsigned(plan.seed)),
    ]
  }
}
