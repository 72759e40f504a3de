/// Why text cannot be generated or scored.
public enum GenerationError: Error, Hashable, Sendable {
  /// The prompt and what is to follow are longer than the model reads.
  case tooLong(tokens: Int, context: Int)
  /// There is nothing to continue or to score.
  case emptyPrompt
  /// The model predicted something that is not a number.
  case notFinite
  /// A hook ended the pass before anything was known.
  case stopped
}

extension GenerationError: CustomStringConvertible {
  /// The sentence a user reads.
  public var description: String {
    switch self {
    case .tooLong(let tokens, let context):
      "prompt and completion would be \(tokens) tokens; the model reads at most \(context)"
    case .emptyPrompt: "the prompt is empty"
    case .notFinite:
      "the model's predictions are not finite numbers"
    case .stopped: "stopped before anything was written"
    }
  }
}
