/// The line of a source text that a range begins in, and which of its characters the range marks.
public struct SourceLine: Hashable, Sendable {
  /// The line's number, from 1.
  public let number: Int
  /// The number of the first marked character, from 1.
  public let column: Int
  /// The characters of the line, without its end.
  public let text: String
  /// The marked characters; empty for a place between two.
  public let marked: Range<Int>
  /// Whether the source has no other line.
  public let isOnly: Bool

  /// The line of `source` in which `range` begins.
  public init(of range: SourceRange, in source: String) {
    let bytes = Array(source.utf8)
    let newline = UInt8(ascii: "\n")
    let lower = min(max(range.lower, 0), bytes.count)
    let start = (bytes[..<lower].lastIndex(of: newline) ?? -1) + 1
    var end = bytes[lower...].firstIndex(of: newline) ?? bytes.count
    if end > lower, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    let upper = max(min(range.upper, end), start)

    let characters = Self.count(bytes[start..<end])
    // A range may cut a character: a mark that combines with what stands before it.
    let before = min(Self.count(bytes[start..<min(lower, end)]), characters)
    let behind = min(Self.count(bytes[start..<upper]), characters)
    number = bytes[..<start].count { $0 == newline } + 1
    column = before + 1
    text = String(decoding: bytes[start..<end], as: UTF8.self)
    marked = before..<max(before, behind)
    isOnly = !bytes.contains(newline)
  }

  private static func count(_ bytes: ArraySlice<UInt8>) -> Int {
    String(decoding: bytes, as: UTF8.self).count
  }
}
