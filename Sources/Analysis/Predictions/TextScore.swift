import Generation
import Glibc
import Models
import Steering
import Transformer

/// How probable a text's tokens are, unsteered and steered.
public struct TextScore: Sendable, Hashable {
  /// The tokens, the beginning-of-text token included.
  public let tokens: [TokenID]
  /// Element i is the log-probability of token i + 1 after the tokens before it, unsteered, in nats.
  public let unsteered: [Float]
  /// The same, steered.
  public let steered: [Float]
  /// What was really added, read from the pass.
  public let record: InjectionPlan.Record

  /// A score of which the numbers are known.
  public init(
    tokens: [TokenID], unsteered: [Float], steered: [Float], record: InjectionPlan.Record = .init()
  ) {
    (self.tokens, self.unsteered, self.steered) = (tokens, unsteered, steered)
    self.record = record
  }

  /// Scores `tokens` with both models in one pass; `nil` steers by nothing.
  ///
  /// Throws a `SteeringError` where the vector does not fit, a `GenerationError` where the text is
  /// empty or too long or the steered predictions are no numbers, and where `watch` ends the pass.
  public init(
    _ model: LanguageModel, _ tokens: [TokenID], steeredBy vector: SteeringVector?,
    _ watch: PassWatch = .interruptible()
  ) throws {
    var plan = InjectionPlan()
    if let vector { try plan.steer(1, of: tokens.count, with: vector) }
    var hooks = HookPair(plan, watch)
    let losses = try LossPass.losses(
      of: Array(repeating: tokens, count: vector == nil ? 1 : 2), model.network, hooks: &hooks)
    guard losses.joined().allSatisfy(\.isFinite) else { throw GenerationError.notFinite }
    self.init(
      tokens: tokens, unsteered: losses[0].map { -$0 },
      steered: (losses.last ?? losses[0]).map { -$0 }, record: hooks.first.record)
  }

  /// The additions that were really made.
  public var applied: [InjectionPlan.Applied] { record.applied }

  /// By how many nats steering makes each token likelier.
  public var differences: [Double] { zip(steered, unsteered).map { Double($0) - Double($1) } }

  /// By how many nats steering makes a token likelier in the mean; `nil` for a text without tokens.
  public var meanDifference: Double? { differences.mean }

  /// The perplexity `exp(−mean)` of the unsteered model; `nil` for a text without tokens.
  public var unsteeredPerplexity: Double? { unsteered.map(Double.init).mean.map { exp(-$0) } }

  /// The perplexity of the steered model; `nil` for a text without tokens.
  public var steeredPerplexity: Double? { steered.map(Double.init).mean.map { exp(-$0) } }

  /// The perplexity ratio `exp(−mean difference)`, below 1 where steering helps.
  public var perplexityRatio: Double? { differences.mean.map { exp(-$0) } }
}

extension Array<Double> {
  var mean: Double? { isEmpty ? nil : reduce(0, +) / Double(count) }
}
