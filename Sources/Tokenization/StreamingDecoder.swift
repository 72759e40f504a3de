/// Decodes tokens one by one, holding back a character until all its bytes are there.
///
/// What `append` and `finish` give, joined, is what `Tokenizer.decode` gives at once.
public struct StreamingDecoder: Sendable {
  private let tokenizer: Tokenizer
  private var pending: [UInt8] = []

  /// A decoder at the start of a text.
  public init(_ tokenizer: Tokenizer) {
    self.tokenizer = tokenizer
  }

  /// The characters that the token completes; empty when it ends within the first one.
  public mutating func append(_ token: TokenID) -> String {
    pending += tokenizer.bytes(of: token)
    let complete = pending.count - Self.unfinishedCount(pending)
    defer { pending.removeFirst(complete) }
    return String(decoding: pending[..<complete], as: UTF8.self)
  }

  /// U+FFFD for a character that was never completed, else nothing; begins a new text.
  public mutating func finish() -> String {
    defer { pending = [] }
    return String(decoding: pending, as: UTF8.self)
  }

  // How many bytes at the end, 0 to 3, could still become a character.
  private static func unfinishedCount(_ bytes: [UInt8]) -> Int {
    for count in 1...3 where count <= bytes.count {
      let lead = bytes[bytes.count - count]
      guard lead & 0xC0 != 0x80 else { continue }
      let length = lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 1
      guard length > count else { return 0 }
      // After these leads some second bytes would make an overlong form, a surrogate or a code
      // beyond Unicode: such a sequence is broken already.
      let second = count > 1 ? bytes[bytes.count - count + 1] : nil
      let isPossible: Bool =
        switch (lead, second) {
        case (0xE0, let byte?): byte >= 0xA0
        case (0xED, let byte?): byte <= 0x9F
        case (0xF0, let byte?): byte >= 0x90
        case (0xF4, let byte?): byte <= 0x8F
        default: true
        }
      return isPossible ? count : 0
    }
    return 0
  }
}
