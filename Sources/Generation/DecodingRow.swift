import Transformer

/// One sample of one side.
public struct DecodingRow: Sendable {
  /// Which side.
  public let side: Int
  /// Which sample of the side.
  public let sample: Int
  /// Prompt and completion; once a side is done, its rows are equally long, those that ended
  /// early filled with the end-of-text token.
  public internal(set) var tokens: [TokenID]
  /// Whether the end-of-text token has come.
  public internal(set) var hasEnded = false
  var counts: [TokenID: Int] = [:]
  var loss: Double

  /// Makes room, so that a step allocates nothing.
  mutating func reserve(_ newTokens: Int) {
    tokens.reserveCapacity(tokens.count + newTokens)
    counts.reserveCapacity(tokens.count + newTokens)
  }
}
