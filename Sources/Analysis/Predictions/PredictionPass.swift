import Generation
import LinearAlgebra
import Models
import Steering
import Transformer

/// One forward pass over several sides, each with its own tokens and its own steering, from which
/// predictions are read position by position.
///
/// Only the logits that are asked for are computed, so that long texts take little memory.
public struct PredictionPass: ~Copyable {
  /// What runs: tokens, and what steers them.
  public struct Side: Sendable {
    /// The tokens, the beginning-of-text token included.
    public var tokens: [TokenID]
    /// What is added; `nil` for an unsteered side.
    public var vector: SteeringVector?

    /// A side of the given tokens.
    public init(_ tokens: [TokenID], steeredBy vector: SteeringVector? = nil) {
      (self.tokens, self.vector) = (tokens, vector)
    }
  }

  /// The sides, in order; side s is sequence s of the pass.
  public let sides: [Side]
  /// What was really added, read from the pass.
  public let record: InjectionPlan.Record
  private let inference: Inference
  private let rows: [Range<Int>]

  /// Runs all sides.
  ///
  /// Throws a `SteeringError` where a vector does not fit into its tokens, and a `GenerationError`
  /// for a side without tokens or longer than the model reads, and where `watch` ends the pass.
  public init(
    _ model: LanguageModel, _ sides: [Side], _ watch: PassWatch = .interruptible()
  ) throws {
    var hook = NoHook()
    try self.init(model, sides, watch, observer: &hook)
  }

  /// Runs all sides; `observer` sees the activations after they were steered.
  public init(
    _ model: LanguageModel, _ sides: [Side], _ watch: PassWatch = .interruptible(),
    observer: inout some ForwardHook
  ) throws {
    var plan = InjectionPlan()
    for (sequence, side) in sides.enumerated() {
      guard !side.tokens.isEmpty else { throw GenerationError.emptyPrompt }
      guard side.tokens.count <= model.context else {
        throw GenerationError.tooLong(tokens: side.tokens.count, context: model.context)
      }
      guard let vector = side.vector else { continue }
      try plan.steer(sequence, of: side.tokens.count, with: vector)
    }
    let batch = TokenBatch(sequences: sides.map(\.tokens))
    var inference = Inference(
      model.network, capacities: sides.map(\.tokens.count), rows: batch.tokens.count, logits: 1)
    var hooks = HookPair(plan, observer)
    if !batch.tokens.isEmpty { try inference.forward(sides.map(\.tokens), watch, hooks: &hooks) }
    self.inference = inference
    observer = hooks.second
    record = hooks.first.record
    rows = batch.segments.map(\.rows)
    self.sides = sides
  }

  /// What side `side` expects after the token at `position`.
  ///
  /// Throws where the steered model's predictions are no numbers any more.
  public func distribution(_ side: Int, at position: Int) throws(GenerationError)
    -> NextTokenDistribution
  {
    let logits = inference.logits(rows: [rows[side].lowerBound + position])
    guard logits.view.logSumExp(0).isFinite else { throw .notFinite }
    logits.applyLogSoftmax()
    return NextTokenDistribution(logProbabilities: Matrix(logits).elements)
  }

  /// What side `side` expects after its last token.
  public func lastDistribution(_ side: Int) throws(GenerationError) -> NextTokenDistribution {
    try distribution(side, at: sides[side].tokens.count - 1)
  }
}
