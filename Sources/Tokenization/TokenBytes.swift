/// The bytes of every token, end to end in the order of their ids.
struct TokenBytes: Sendable {
  /// U+FFFD, for ids without a token.
  static let unknown = Array("\u{FFFD}".utf8)

  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]

  /// One more than the highest id.
  var count: Int { ends.count - 1 }

  /// Reserves room for `count` tokens.
  init(count: Int) {
    ends.reserveCapacity(count + 1)
    bytes.reserveCapacity(8 * count)
  }

  /// Gives the next id the bytes that `add` appends.
  mutating func append(_ add: (inout [UInt8]) -> Void) {
    add(&bytes)
    ends.append(bytes.count)
  }

  /// A token's bytes; those of U+FFFD for an id without a token.
  subscript(id: TokenID) -> ArraySlice<UInt8> {
    guard id >= 0, id < count else { return Self.unknown[...] }
    return bytes[ends[Int(id)]..<ends[Int(id) + 1]]
  }
}
