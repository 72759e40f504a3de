/// The number of a token in a model's vocabulary.
public typealias TokenID = Int32

/// Tokens of several sequences laid end to end: one activation row each, no padding.
public struct TokenBatch: Sendable {
  /// A stretch of one sequence within the batch.
  public struct Segment: Sendable, Hashable {
    /// Which sequence these tokens continue.
    public let sequence: Int
    /// Where they stand in their sequence; position 0 is the beginning-of-text token.
    public let positions: Range<Int>
    /// Which rows of the batch they are.
    public let rows: Range<Int>
  }

  /// Every token, in row order.
  public private(set) var tokens: [TokenID] = []
  /// Which rows belong to which sequence.
  public private(set) var segments: [Segment] = []

  /// An empty batch.
  public init() {}

  /// A batch of whole sequences, numbered from 0.
  public init(sequences: [[TokenID]]) {
    for (sequence, tokens) in sequences.enumerated() { append(tokens, to: sequence, at: 0) }
  }

  /// Adds tokens that continue `sequence` at `position`.
  public mutating func append(_ new: some Collection<TokenID>, to sequence: Int, at position: Int) {
    let start = tokens.count
    tokens += new
    segments.append(
      Segment(
        sequence: sequence, positions: position..<position + new.count, rows: start..<tokens.count))
  }

  /// Forgets everything and keeps the memory: the batch of the next decoding step.
  public mutating func removeAll() {
    tokens.removeAll(keepingCapacity: true)
    segments.removeAll(keepingCapacity: true)
  }
}
