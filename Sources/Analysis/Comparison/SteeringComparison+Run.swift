import Generation
import Models
import Steering
import Transformer

extension SteeringComparison {
  /// Runs the comparison, as many samples at once as the budget allows, or all.
  ///
  /// What is drawn does not depend on the budget. `onStep` sees the rows after each token, `onPass`
  /// how far the pass for the next one is. It stops early where `Interrupt` or `isWanted` says so, and
  /// what is done is kept.
  ///
  /// Throws a `SteeringError` or a `GenerationError`.
  public func run(
    _ model: LanguageModel, within budget: SweepBudget? = nil,
    onStep: @escaping (ComparisonProgress) -> Void = { _ in },
    onPass: @escaping (_ share: Double) -> Void = { _ in },
    while isWanted: @escaping () -> Bool = { true }
  ) throws -> ComparisonResult {
    let clock = ContinuousClock()
    let start = clock.now
    guard !prompt.isEmpty else { throw GenerationError.emptyPrompt }
    let tokens = model.tokenizer.tokens(prompt)
    var plan = InjectionPlan()
    for (side, vector) in sides.enumerated() {
      if let vector { try plan.steer(side, of: tokens.count, with: vector) }
    }
    let work = ComparisonWork(
      comparison: self, model: model, tokens: tokens, plan: plan, onStep: onStep, onPass: onPass,
      isWanted: isWanted)
    let atOnce =
      budget?.samples(
        model.network, prompt: tokens.count, sides: sides.count,
        tokens: options.maximumTokens) ?? samples
    let parts = try work.parts(of: max(1, atOnce))
    return ComparisonResult(
      prompt: tokens,
      sides: sides.indices.map { side in parts.flatMap { $0.completions[side] } },
      record: parts.first?.record ?? plan.record,
      steps: (options.maximumTokens, parts.last?.steps ?? 0),
      wasInterrupted: parts.last?.isWhole != true
        || (parts.last?.samples.upperBound ?? 0) < samples,
      duration: clock.now - start, drawnTokens: parts.reduce(0) { $0 + $1.drawnTokens })
  }
}

extension SweepBudget {
  /// How many samples of a comparison, a row for each side, run at once.
  func samples(_ network: HookedTransformer, prompt: Int, sides: Int, tokens: Int) -> Int {
    func context(_ tokens: Int) -> Int {
      MemoryForecast(
        network.sizes, sequences: sides, tokens: tokens, precision: network.precision
      ).contextBytes
    }
    let perSample = max(1, context(tokens))
    return max(1, min(rows / max(1, sides), (bytes - context(prompt)) / perSample))
  }
}
