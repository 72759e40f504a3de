/// A stretch of a source text, counted in UTF-8 bytes from its start.
public struct SourceRange: Hashable, Sendable {
  /// The first byte.
  public var lower: Int
  /// The byte after the last one; equal to `lower` for a place between two characters.
  public var upper: Int

  /// The bytes from `lower` up to, not including, `upper`.
  public init(_ lower: Int, _ upper: Int) {
    self.lower = lower
    self.upper = max(lower, upper)
  }

  /// The smallest range that holds both.
  public func joined(_ other: SourceRange) -> SourceRange {
    SourceRange(min(lower, other.lower), max(upper, other.upper))
  }

  /// The characters of `source` that stand there, repaired where the range cuts one.
  public func text(in source: String) -> String {
    let bytes = source.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: min(max(lower, 0), bytes.count))
    let end = bytes.index(bytes.startIndex, offsetBy: min(max(upper, 0), bytes.count))
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}

/// A piece of syntax and the place it was read from.
///
/// Two are equal when they say the same, wherever they stand: so a printed tree equals the tree
/// that is read back from it.
public struct Located<Node: Hashable & Sendable>: Hashable, Sendable {
  /// What was read.
  public var node: Node
  /// Where it stands.
  public var range: SourceRange

  /// A node read from `range`; syntax made by a program has the empty range.
  public init(_ node: Node, _ range: SourceRange = SourceRange(0, 0)) {
    self.node = node
    self.range = range
  }

  /// Whether both say the same, wherever they stand.
  public static func == (left: Located, right: Located) -> Bool { left.node == right.node }

  /// Feeds what is said, not where.
  public func hash(into hasher: inout Hasher) { hasher.combine(node) }
}
