/// What is measured of each setting of a sweep.
public enum SweepMetric: String, Hashable, Sendable, CaseIterable {
  /// The mean loss of prompt and completion under the steered model, in nats a token.
  case loss
  /// KL(steered‖unsteered) of the token that follows the prompt, in nats.
  case kl
  /// The probability that one of some tokens follows the prompt.
  case p
  /// The mean number of words of a list in prompt and completion.
  case count
  /// The fraction of completions in which, prompt included, a word of a list occurs.
  case success
  /// distinct-2 of all completions: different pairs of tokens, divided by all.
  case distinct
  /// The mean part of a completion's runs of four tokens that stood earlier in it.
  case repetition

  /// Whether completions have to be drawn for it; what follows the prompt is known from one pass.
  public var needsCompletions: Bool { self != .kl && self != .p }
  /// Whether it counts words of a list.
  public var needsWords: Bool { self == .count || self == .success }
  /// Whether more of it is what one looks for.
  public var isBestHigh: Bool {
    switch self {
    case .p, .count, .success, .distinct: true
    case .loss, .kl, .repetition: false
    }
  }
}
