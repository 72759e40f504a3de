import Tokenization
import Transformer

/// Run some tokens, record at a place, scale, and add to later passes at chosen positions.
public struct ActivationAddition: Hashable, Sendable {
  /// The tokens that are run, the beginning-of-text token included.
  public var tokens: [TokenID]
  /// What the recorded activations are multiplied by.
  public var coefficient: Float
  /// Where they are added, and recorded where `source` does not say otherwise.
  public var point: HookPoint
  /// At which positions they are added.
  public var placement: Placement
  /// Which columns are added; `nil` for all.
  public var dimensions: Range<Int>?
  /// Where they are recorded; `nil` for where they are added.
  public var source: HookPoint?

  /// An addition of the given tokens, used verbatim.
  public init(
    tokens: [TokenID], coefficient: Float, point: HookPoint, placement: Placement = .front,
    dimensions: Range<Int>? = nil, source: HookPoint? = nil
  ) {
    (self.tokens, self.coefficient, self.point) = (tokens, coefficient, point)
    (self.placement, self.dimensions, self.source) = (placement, dimensions, source)
  }

  /// Where they are recorded.
  var recordingPoint: HookPoint { source ?? point }
}

extension SteeringRecipe {
  /// The activation additions a recipe stands for, in order: for a pair the plus half, then the
  /// minus half with the sign turned; for a random control those that it is modelled on.
  ///
  /// Throws when a padding text is not exactly one token.
  public func additions(_ tokenizer: Tokenizer) throws(SteeringError) -> [ActivationAddition] {
    var additions: [ActivationAddition] = []
    for term in terms { additions += try term.additions(tokenizer) }
    return additions
  }
}

extension SteeringRecipe.Term {
  func additions(_ tokenizer: Tokenizer) throws(SteeringError) -> [ActivationAddition] {
    if let noise { return try (coefficient * noise.original).additions(tokenizer) }
    func addition(_ tokens: [TokenID], _ coefficient: Float) -> ActivationAddition {
      ActivationAddition(
        tokens: tokens, coefficient: coefficient, point: point, placement: placement,
        dimensions: dimensions, source: source)
    }
    var plusTokens = tokenizer.tokens(plus)
    guard let minus else { return [addition(plusTokens, coefficient)] }
    var minusTokens = tokenizer.tokens(minus)
    if case .text(let text) = padding {
      guard let token = tokenizer.singleToken(text) else {
        throw .paddingIsNotOneToken(text, count: tokenizer.encode(text).count)
      }
      let length = max(plusTokens.count, minusTokens.count)
      plusTokens += Array(repeating: token, count: length - plusTokens.count)
      minusTokens += Array(repeating: token, count: length - minusTokens.count)
    }
    return [addition(plusTokens, coefficient), addition(minusTokens, -coefficient)]
  }
}
