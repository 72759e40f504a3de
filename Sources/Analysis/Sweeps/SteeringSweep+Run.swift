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
    var work = try SweepWork(self, model, unsteeredDistributions(model))
    let cells = chosen ?? self.cells
    for cell in cells { try work.checkFit(cell) }
    var outcomes: [SweepOutcome] = []
    while outcomes.count < cells.count, !Interrupt.isRaised {
      let longest = cells.map { work.prompts[$0.prompt].count }.max() ?? 1
      let count = budget.cells(
        model.network.sizes, prompt: longest, samples: samples, tokens: options.maximumTokens)
      let done = outcomes.count
      let batch = Array(cells[done..<min(done + count, cells.count)])
      let finished = try work.outcomes(batch) { share, drawn in
        onProgress(
          SweepProgress(
            cells: Double(done) + share * Double(batch.count), total: cells.count, tokens: drawn))
      }
      guard let finished else { break }
      outcomes += finished
      onProgress(
        SweepProgress(
          cells: Double(outcomes.count), total: cells.count, tokens: work.drawnTokens))
    }
    return SweepResult(
      outcomes: outcomes, wasInterrupted: outcomes.count < cells.count,
      duration: clock.now - start, drawnTokens: work.drawnTokens)
  }

  /// What follows each prompt when nothing steers.
  private func unsteeredDistributions(_ model: LanguageModel) throws -> [NextTokenDistribution] {
    try prompts.map { prompt in
      guard !prompt.isEmpty else { throw GenerationError.emptyPrompt }
      let pass = try PredictionPass(model, [.init(model.tokenizer.tokens(prompt))])
      return try pass.lastDistribution(0)
    }
  }
}
