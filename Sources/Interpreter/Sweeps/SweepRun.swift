import Analysis
import Generation
import Reports
import SessionLanguage
import Steering

/// A sweep from its plan to its numbers, setting by setting.
struct SweepRun {
  let plan: SweepPlan
  let result: SweepResult
  /// How many cells ran at once.
  let cellsAtOnce: Int
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

  /// The best setting of a metric, of equal ones the first; controls do not take part.
  func best(_ metric: SweepMetric) -> BestSetting? {
    BestSetting(
      of: values(metric).prefix(plan.steeredCount).enumerated().map { ($0, $1) },
      isHigh: metric.isBestHigh)
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
    let longest = prompts.map { model.tokenizer.tokens($0).count }.max() ?? 1
    let atOnce = budget.cells(
      model.network.sizes, prompt: longest, samples: sweep.samples,
      tokens: sampling.sampling.maximumTokens)
    do {
      let result = try sweep.run(model, cells: chosen, within: budget) { progress in
        let rate = Double(progress.tokens) / max((clock.now - start).seconds, 1e-9)
        output.progress(
          progress.cells / Double(max(1, progress.total)),
          "cell \(min(progress.total, Int(progress.cells) + 1)) of \(progress.total)"
            + (sweep.samples > 0 ? " · \(Figures.decimal(rate, 0)) tokens/s" : ""))
      }
      // Of hundreds of cells there is no one trace.
      session.lastTrace = nil
      return SweepRun(plan: self, result: result, cellsAtOnce: min(atOnce, chosen.count))
    } catch let error as SteeringError {
      throw misfit(error)
    } catch let error as GenerationError {
      throw Diagnostic("\(error)", at: call.name.range)
    }
  }

  /// Completions at the ends and in the middle of a single axis.
  func samples(_ run: SweepRun, _ sweep: SteeringSweep) throws -> [(setting: Int, text: String)] {
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
    guard !run.result.wasInterrupted else { return [] }
    var few = sweep
    few.samples = 1
    let cells = few.cells.filter { cell in
      cell.prompt == 0 && cell.vector.map(chosen.contains) == true
    }
    let result = try few.run(model, cells: cells, within: SweepBudget(free: nil))
    return result.outcomes.compactMap { outcome in
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
