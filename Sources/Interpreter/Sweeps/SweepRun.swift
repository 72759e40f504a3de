import Analysis
import Generation
import Reports
import SessionLanguage
import Steering

/// A sweep from its plan to its numbers, setting by setting.
struct SweepRun {
  let plan: SweepPlan
  let result: SweepResult
  /// One completion at the first, the middle and the last value of a single axis, with its setting.
  var samples: [(setting: Int, text: String)] = []

  /// The mean of a metric over all prompts; `nil` where no cell was done.
  func value(_ metric: SweepMetric, of setting: Int?) -> Double? {
    let values = result.outcomes.filter { $0.cell.vector == setting }.compactMap { $0[metric] }
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  /// The values of a metric by setting.
  func values(_ metric: SweepMetric) -> [Double?] {
    var sums = [(sum: Double, count: Int)](repeating: (0, 0), count: plan.settings.count)
    for outcome in result.outcomes {
      guard let setting = outcome.cell.vector, let value = outcome[metric] else { continue }
      sums[setting].sum += value
      sums[setting].count += 1
    }
    return sums.map { $0.count == 0 ? nil : $0.sum / Double($0.count) }
  }

  /// On how much it rests: `48 cells`, or `stopped after 12 of 48 cells, means of 1–2 of 3 prompts`.
  var extent: String {
    let total = Figures.counted(result.total, "cell")
    guard result.wasInterrupted else { return total }
    var extent = "stopped after \(result.outcomes.count) of \(total)"
    guard plan.prompts.count > 1 else { return extent }
    let counts = Dictionary(grouping: result.outcomes, by: \.cell.vector).values.map(\.count)
    guard let least = counts.min(), let most = counts.max() else { return extent }
    extent += ", means of \(least == most ? "\(most)" : "\(least)–\(most)")"
    return extent + " of \(Figures.counted(plan.prompts.count, "prompt"))"
  }

  /// The settings at which anything but zeros was added; all of them where nothing ever was.
  var moving: Set<Int> {
    let moved = result.outcomes.filter(\.applied.hasMoved).compactMap(\.cell.vector)
    return moved.isEmpty ? Set(plan.settings.indices) : Set(moved)
  }

  /// The best setting of a metric among those that steer, of equal ones the first; controls do not
  /// take part.
  func best(_ metric: SweepMetric) -> BestSetting? {
    let moving = moving
    return BestSetting(
      of: values(metric).prefix(plan.steeredCount).enumerated()
        .filter { moving.contains($0.offset) }.map { ($0, $1) }, isHigh: metric.isBestHigh)
  }
}

extension SweepPlan {
  /// Runs the cells that belong to this session's part of the work.
  func run(in session: Session, _ sweep: SteeringSweep, cells: [SweepCell]? = nil) throws
    -> SweepRun
  {
    let budget = SweepBudget(free: session.shelf.freeMemory)
    let output = session.output
    let chosen = cells ?? sweep.cells.filter { session.shard?.owns($0.index) ?? true }
    let clock = ContinuousClock()
    let start = clock.now
    output.progress(0, "\(call.name.node) of \(chosen.count) cells")
    defer { output.endProgress() }
    do {
      let result = try sweep.run(model, cells: chosen, within: budget) { progress in
        let rate = Double(progress.tokens) / max((clock.now - start).seconds, 1e-9)
        output.progress(
          progress.cells / Double(max(1, progress.total)),
          "cell \(min(progress.total, Int(progress.cells) + 1)) of \(progress.total)"
            + (sweep.samples > 0 ? " · \(Figures.decimal(rate, 0)) tokens/s" : ""))
      }
      return SweepRun(plan: self, result: result)
    } catch let error as SteeringError {
      throw misfit(error)
    } catch let error as GenerationError {
      throw Diagnostic("\(error)", at: call.name.range)
    }
  }

  /// What the runs of this plan really added, setting by setting.
  func trace(of runs: [SweepRun]) -> SettingsTrace {
    var traced = settings.map { setting in
      SettingsTrace.Measured(setting: setting, applied: AdditionSummary())
    }
    for outcome in runs.flatMap(\.result.outcomes) {
      if let setting = outcome.cell.vector { traced[setting].applied.add(outcome.applied) }
    }
    return SettingsTrace(
      call.name.node, model, vector: "\(expression)", axes: axes.map(\.name), traced,
      of: settings.map(\.recipe))
  }

  /// Completions at the ends and in the middle of a single axis, drawn where the sweep drew none;
  /// a part of divided work draws no more than its share.
  func samples(
    _ run: SweepRun, _ sweep: SteeringSweep, in session: Session
  ) throws -> [(setting: Int, text: String)] {
    guard axes.count == 1, steeredCount > 0 else { return [] }
    var chosen: [Int] = []
    for setting in [0, steeredCount / 2, steeredCount - 1] where !chosen.contains(setting) {
      chosen.append(setting)
    }
    let done = run.result.outcomes.filter { $0.cell.prompt == 0 }
    if samples > 0 {
      return chosen.compactMap { setting in
        done.first { $0.cell.vector == setting }?.completions.first.map { (setting, $0.text) }
      }
    }
    guard !run.result.wasInterrupted, session.shard == nil else { return [] }
    var few = sweep
    few.samples = 1
    let cells = few.cells.filter { cell in
      cell.prompt == 0 && cell.vector.map(chosen.contains) == true
    }
    return try self.run(in: session, few, cells: cells).result.outcomes.compactMap { outcome in
      outcome.cell.vector.flatMap { setting in
        outcome.completions.first.map { (setting, $0.text) }
      }
    }
  }

  private func misfit(_ error: SteeringError) -> Diagnostic {
    guard case .doesNotFit = error, let prompt = prompts.min(by: { $0.count < $1.count }) else {
      return Diagnostic("\(error)", at: call.name.range)
    }
    let tokens = model.tokenizer.tokens(prompt).map { model.tokenizer.visible(of: $0) }
    return Diagnostic(
      "\(error)", at: call.name.range,
      hint: "the shortest prompt: \(tokens.joined(separator: " "))")
  }
}
