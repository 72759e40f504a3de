import Generation
import Glibc
import Models
import Steering
import Transformer

/// Steering a text against simply writing something in front of it.
///
/// Three inputs end in the same text: the text alone; the words before it; and as many filler tokens
/// as there were words, with the vector added at the front. What the model says over the text's own
/// positions, the beginning-of-text token's included, is compared.
public struct PromptingComparison: Sendable {
  /// One of the three inputs.
  public struct Condition: Sendable {
    /// What was run.
    public let tokens: [TokenID]
    /// Element i is the log-probability of the text's token i + 1, in nats.
    public let scores: [Float]
    /// KL(this‖the text alone) at the text's positions, from 1 on: what stands at position 0 differs
    /// between the conditions.
    public let divergences: [Double]
    /// What is expected after the chosen position.
    public let next: NextTokenDistribution

    /// The perplexity of the text under this condition; `nil` for a text without tokens.
    public var perplexity: Double? { scores.map(Double.init).mean.map { exp(-$0) } }
    /// The mean divergence; `nil` for a text without tokens.
    public var meanDivergence: Double? { divergences.mean }
  }

  /// The text alone.
  public let unsteered: Condition
  /// The words in front of it.
  public let prompted: Condition
  /// Fillers in front of it, and the vector.
  public let steered: Condition
  /// What was really added, read from the pass.
  public let record: InjectionPlan.Record

  /// The additions that were really made.
  public var applied: [InjectionPlan.Applied] { record.applied }

  /// Compares over `text`, the beginning-of-text token included, with `words` before it, without one.
  ///
  /// `position` of the text chooses the next-token distributions that are kept. Throws
  /// a `SteeringError` where the vector is longer than the steered input, or a `GenerationError`.
  public init(
    _ model: LanguageModel, text: [TokenID], words: [TokenID], filler: TokenID,
    steeredBy vector: SteeringVector, position: Int, _ watch: PassWatch = .interruptible()
  ) throws {
    let fillers = Array(repeating: filler, count: words.count)
    let pass = try PredictionPass(
      model,
      [
        .init(text), .init(text.prefix(1) + words + text.dropFirst()),
        .init(text.prefix(1) + fillers + text.dropFirst(), steeredBy: vector),
      ], watch)
    var conditions: [Condition] = []
    for (side, input) in pass.sides.enumerated() {
      let offset = input.tokens.count - text.count
      var (scores, divergences): ([Float], [Double]) = ([], [])
      var next: NextTokenDistribution?
      for place in text.indices {
        let found = try pass.distribution(side, at: place + offset)
        if place + 1 < text.count {
          scores.append(found.logProbabilities[Int(text[place + 1])])
        }
        if place > 0 {
          divergences.append(
            side == 0 ? 0 : found.divergence(from: try pass.distribution(0, at: place)))
        }
        if place == position { next = found }
      }
      conditions.append(
        Condition(
          tokens: input.tokens, scores: scores, divergences: divergences,
          next: try next ?? pass.distribution(side, at: input.tokens.count - 1)))
    }
    (unsteered, prompted, steered) = (conditions[0], conditions[1], conditions[2])
    record = pass.record
  }
}
