import Generation
import Models
import Steering
import Transformer

extension SteeringSweep {
  /// Runs the given cells, or all, as many at once as the budget allows; `Interrupt` stops it and
  /// what is done is kept.
  ///
  /// A cell whose predictions are no numbers is left empty. Throws a `SteeringError` where a vector
  /// does not fit into a prompt and a `GenerationError` where prompt and completion are too long.
  public func run(
    _ model: LanguageModel, cells chosen: [SweepCell]? = nil, within budget: SweepBudget,
    onProgress: (SweepProgress) -> Void = { _ in }
  ) throws -> SweepResult {
    let clock = ContinuousClock()
    let start = clock.now
    var work = SweepWork(self, model)
    let cells = chosen ?? self.cells
    for cell in cells { try work.checkFit(cell) }
    let longest = cells.map { work.prompts[$0.prompt].count }.max() ?? 1
    let atOnce = min(
      cells.count,
      budget.cells(
        model.network.sizes, model.network.precision, prompt: longest, samples: samples,
        tokens: options.maximumTokens))
    var outcomes: [SweepOutcome] = []
    // A batch of which one cell gives no numbers is begun anew, and no bar runs backwards.
    var furthest = 0.0
    while outcomes.count < cells.count, !Interrupt.isRaised {
      let done = outcomes.count
      let batch = Array(cells[done..<min(done + atOnce, cells.count)])
      let finished = try work.outcomes(batch) { share, drawn in
        furthest = max(furthest, Double(done) + share * Double(batch.count))
        onProgress(SweepProgress(cells: furthest, total: cells.count, tokens: drawn))
      }
      outcomes += finished
      furthest = max(furthest, Double(outcomes.count))
      onProgress(
        SweepProgress(cells: furthest, total: cells.count, tokens: work.drawnTokens))
    }
    return SweepResult(
      outcomes: outcomes, total: cells.count, cellsAtOnce: atOnce,
      duration: clock.now - start, drawnTokens: work.drawnTokens)
  }
}
