/// The error of a module that reads JSON, made from what is wrong with the text.
package protocol JSONProblem: Error {
  /// A text that is no JSON, or not the JSON that was expected; `text` ends a sentence.
  static func malformed(_ text: String) -> Self
}

/// Reads JSON text front to back, one value at a time, strings as UTF-8 bytes, without building a tree.
///
/// Checkpoints and vocabularies need what general parsers hide: repeated keys, integers that are really
/// integers, and keys that differ although they are canonically equivalent. A general parser also takes
/// several times as long for a vocabulary of 50,000 strings.
package struct JSONScanner<Problem: JSONProblem> {
  let bytes: [UInt8]
  var position = 0

  /// A scanner at the beginning of `bytes`.
  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    // Some editors put a byte order mark in front.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// The first byte of the next value, such as `{` or `"`; 0 at the end.
  package mutating func peek() -> UInt8 {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return bytes[position]
      }
    }
    return 0
  }

  /// Scans `{ … }`, handing each key to `member`, which must consume the value.
  package mutating func scanObject(
    refusingRepeatedKeys: Bool = false,
    _ member: (inout Self, ArraySlice<UInt8>) throws(Problem) -> Void
  ) throws(Problem) {
    try expect(UInt8(ascii: "{"), "an object")
    if take(UInt8(ascii: "}")) { return }
    var keys: Set<ArraySlice<UInt8>> = []
    repeat {
      let key = try scanText()
      guard !refusingRepeatedKeys || keys.insert(key).inserted else {
        throw problem("the key \"\(String(decoding: key, as: UTF8.self))\" appears twice")
      }
      try expect(UInt8(ascii: ":"), "a colon")
      try member(&self, key)
    } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "}"), "a comma or the end of the object")
  }

  /// Scans `[ … ]`, calling `element` before each element, which it must consume.
  package mutating func scanArray(
    _ element: (inout Self) throws(Problem) -> Void
  ) throws(Problem) {
    try expect(UInt8(ascii: "["), "an array")
    if take(UInt8(ascii: "]")) { return }
    repeat { try element(&self) } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"), "a comma or the end of the array")
  }

  /// Scans a whole number of at least 0.
  package mutating func scanCount() throws(Problem) -> Int {
    _ = peek()
    let word = scanBareWord()
    let isWhole = word.allSatisfy { 0x30...0x39 ~= $0 } && (word.first != 0x30 || word.count == 1)
    guard isWhole, !word.isEmpty else { throw problem("a whole number of at least 0 was expected") }
    guard let count = Int(String(decoding: word, as: UTF8.self)) else {
      throw problem("a number is too large")
    }
    return count
  }

  /// Scans a string that must be UTF-8.
  package mutating func scanString() throws(Problem) -> String {
    try string(scanText())
  }

  /// The text of a key or string, which must be UTF-8.
  package func string(_ bytes: ArraySlice<UInt8>) throws(Problem) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw problem("a string is not UTF-8")
    }
    return text
  }

  /// Scans a string; its bytes, escapes resolved.
  package mutating func scanText() throws(Problem) -> ArraySlice<UInt8> {
    try expect(UInt8(ascii: "\""), "a string")
    let start = position
    while position < bytes.count, bytes[position] != 0x22, bytes[position] != 0x5C,
      bytes[position] >= 0x20
    {
      position += 1
    }
    var text = bytes[start..<position]
    while position < bytes.count, bytes[position] != 0x22 {
      if bytes[position] == 0x5C {
        position += 1
        try scanEscape(into: &text)
      } else {
        guard bytes[position] >= 0x20 else { throw problem("a control character in a string") }
        text.append(bytes[position])
        position += 1
      }
    }
    try expect(UInt8(ascii: "\""), "the end of a string")
    return text
  }

  /// Throws unless only blanks are left.
  package mutating func expectEnd() throws(Problem) {
    guard peek() == 0, position >= bytes.count else { throw problem("something follows the end") }
  }

  // A number or one of the words true, false, null.
  mutating func scanBareWord() -> ArraySlice<UInt8> {
    let start = position
    scanning: while position < bytes.count {
      switch bytes[position] {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E: position += 1
      default: break scanning
      }
    }
    return bytes[start..<position]
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte, position < bytes.count else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ byte: UInt8, _ what: String) throws(Problem) {
    guard take(byte) else { throw problem("\(what) was expected") }
  }

  func problem(_ text: String) -> Problem {
    .malformed("\(text) at byte \(position)")
  }
}
