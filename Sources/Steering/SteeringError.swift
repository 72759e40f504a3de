import Transformer

/// Why a recipe cannot be measured or applied.
public enum SteeringError: Error, Hashable, Sendable {
  /// The model has no such place.
  case noSuchPoint(HookPoint, model: String, blocks: Int)
  /// A padding text is not exactly one token.
  case paddingIsNotOneToken(String, count: Int)
  /// A dimension slice reaches outside the activations.
  case dimensionsOutOfRange(Range<Int>, width: Int)
  /// An addition is longer than a sequence may be.
  case promptTooLong(Int, context: Int)
  /// An addition does not fit into the prompt it is added to.
  case doesNotFit(addition: [TokenID], placement: Placement, length: Int)
  /// Activations of one place have another width than those of the place they are to be added at.
  case widthsDiffer(HookPoint, HookPoint)
  /// Steering produced values that are not finite numbers.
  case notFinite(HookPoint)
}

extension SteeringError: CustomStringConvertible {
  /// The sentence a user reads.
  public var description: String {
    switch self {
    case .noSuchPoint(let point, let model, let blocks):
      "\(model) has no layer \(point.layer ?? 0)" + (blocks > 0 ? "" : "s")
    case .paddingIsNotOneToken(let text, let count):
      "pad must be a text of one token; \"\(text)\" is \(count) tokens"
    case .dimensionsOutOfRange(let range, let width):
      "dims=\(range.lowerBound)..<\(range.upperBound) is outside the \(width) dimensions there"
    case .promptTooLong(let count, let context):
      "the addition is \(count) tokens long; the model reads at most \(context)"
    case .doesNotFit(let addition, .offset(let start), let length):
      "the addition is \(addition.count) tokens long from position \(start), but the prompt ends "
        + "at position \(length - 1)"
    case .doesNotFit(let addition, _, let length):
      "the addition is \(addition.count) tokens long, longer than the prompt's \(length)"
    case .widthsDiffer(let source, let target):
      "activations of \(source) cannot be added at \(target): their widths differ"
    case .notFinite(let point):
      "the activations at \(point) are not finite numbers"
    }
  }
}
