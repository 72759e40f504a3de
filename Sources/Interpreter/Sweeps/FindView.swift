import Analysis
import Reports

/// The strongest setting within a budget, among all that were looked through.
struct FindView {
  /// What each setting costs.
  let prices: SweepRun
  /// What each setting within the budget gives; the prices where nothing else is asked.
  let values: SweepRun
  let metric: SweepMetric
  /// The budget, in nats.
  let limit: Double

  /// The mean price of each setting over the prompts: none where predictions were no numbers.
  private let costs: [Double?]
  /// The settings at which anything but zeros was added.
  private let moving: Set<Int>
  /// The settings that steer within the budget.
  let affordable: [Int]

  /// The strongest by `metric` within `limit` nats.
  init(prices: SweepRun, values: SweepRun, metric: SweepMetric, limit: Double) {
    (self.prices, self.values, self.metric, self.limit) = (prices, values, metric, limit)
    let steered = 0..<prices.plan.steeredCount
    let outcomes = Dictionary(grouping: prices.result.outcomes, by: \.cell.vector)
    let costs = steered.map { setting -> Double? in
      let known = outcomes[setting, default: []].map(\.divergence)
      guard !known.isEmpty, known.allSatisfy({ $0?.isFinite == true }) else { return nil }
      return known.reduce(0) { $0 + ($1 ?? 0) } / Double(known.count)
    }
    let moving = Set(
      steered.filter { outcomes[$0, default: []].contains(where: \.applied.hasMoved) })
    affordable = steered.filter { setting in
      moving.contains(setting) && costs[setting].map { $0 <= limit } == true
    }
    (self.costs, self.moving) = (costs, moving)
  }

  private var plan: SweepPlan { prices.plan }

  /// The one of them that the metric likes best; without one, the dearest.
  private var best: Int? {
    let all = values.values(metric)
    // Without a metric the whole budget is to be spent.
    let isHigh = metric.isBestHigh || metric == .kl && !isKLAsked
    return BestSetting(of: affordable.map { ($0, all[$0]) }, isHigh: isHigh)?.setting
  }

  /// Whether the price itself was asked for as the metric, so that the lowest is best.
  private var isKLAsked: Bool { !plan.call.values(of: "metric").isEmpty }

  private var isStopped: Bool { prices.result.wasInterrupted || values.result.wasInterrupted }
}

extension FindView {
  var answer: Answer {
    let found = best
    var blocks: [ReportBlock] = [.text(" " + SweepView(run: prices).head)]
    if plan.axes.count <= 2 {
      blocks += [.blank] + SweepView(run: prices).pictures(of: .kl) + [.blank]
    }
    blocks += found.map(lines) ?? [.text(" " + none)]
    return Answer(
      "find", blocks + [.text(" " + foot)], fields(found), data: [data], isResult: true)
  }

  private func code(_ setting: Int) -> String {
    zip(plan.axes, plan.settings[setting].coordinates).map { $0.code($1) }.joined(separator: "; ")
  }

  private func lines(_ setting: Int) -> [ReportBlock] {
    var line: StyledText = "strongest within \(Figures.short(limit), .number) nats: "
    line += SweepView(run: prices).place(setting)
    line += StyledText(" · KL \(Figures.decimal(costs[setting] ?? 0, 3))")
    if metric != .kl, let value = values.value(metric, of: setting) {
      line += " · \(metric.title(plan.measures, plan.model)) \(metric.style.text(value), .number)"
      if let unsteered = values.value(metric, of: nil) {
        line += StyledText(" (unsteered \(metric.style.text(unsteered)))", .dim)
      }
    }
    return [.text(" " + line), .code("   " + CodeStyle.styled(code(setting)))]
  }

  /// That nothing is within the budget, and what comes closest to it.
  private var none: StyledText {
    var line: StyledText = "no setting that steers is within \(Figures.short(limit), .number) nats"
    if isStopped { line = "stopped before one was found" }
    let gentlest = BestSetting(
      of: costs.indices.filter(moving.contains).map { ($0, costs[$0]) }, isHigh: false)
    guard let gentlest else { return line }
    return line + "; the gentlest is " + SweepView(run: prices).place(gentlest.setting)
      + StyledText(" with \(Figures.decimal(gentlest.value, 3))")
  }

  private var foot: StyledText {
    var parts = ["\(affordable.count) of \(costs.count) settings are within the budget"]
    let still = costs.indices.count { costs[$0] != nil && !moving.contains($0) }
    if still > 0 { parts[0] += ", not counting \(still) at which nothing is added" }
    if plan.repeatedPrompts > 0 {
      parts.append("\(Figures.counted(plan.repeatedPrompts, "repeated prompt")) left out")
    }
    if prices.result.wasInterrupted {
      parts.append(prices.extent)
    } else if values.result.wasInterrupted {
      parts.append(values.extent)
    }
    return StyledText(parts.joined(separator: " · "), .dim)
  }

  private func fields(_ found: Int?) -> [JSONValue.Member] {
    plan.model.identity + [
      .init("prompts", plan.prompts.json), .init("vector", .string("\(plan.expression)")),
      .init("seed", .unsigned(plan.seed)),
      .init("settings", plan.sampling.samplingRecord(samples: plan.samples)),
      .init("max_kl", .double(limit)), .init("setting", found.map(code).json),
      .init("code", found.map { plan.settings[$0].recipe.code }.json),
      .init("kl", found.flatMap { costs[$0] }.json), .init("metric", .string(metric.rawValue)),
      .init("value", found.flatMap { values.value(metric, of: $0) }.json),
      .init("within", .integer(affordable.count)), .init("of", .integer(costs.count)),
      .init("prices", .array(data.objects)), .init("interrupted", .bool(isStopped)),
    ]
  }

  /// A row a setting: what it costs, whether that is within the budget, and what it gives.
  private var data: DataTable {
    let within = Set(affordable)
    let gained = metric == .kl ? [] : [metric.rawValue]
    let all = values.values(metric)
    return DataTable(
      "prices", columns: plan.axes.map(\.name) + ["code", "kl", "is_within"] + gained,
      rows: (0..<plan.steeredCount).map { setting in
        plan.settings[setting].coordinates.map { .double($0) } + [
          .string(plan.settings[setting].recipe.code), costs[setting].json,
          .bool(within.contains(setting)),
        ] + gained.map { _ in all[setting].json }
      })
  }
}
