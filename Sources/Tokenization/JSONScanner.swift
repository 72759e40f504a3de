/// Reads JSON text front to back, one value at a time, strings as UTF-8 bytes.
///
/// A general parser takes several times as long for a vocabulary of 50,000 strings, and turns them
/// into keys that compare by canonical equivalence.
struct JSONScanner {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    // Some editors put a byte order mark in front.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// The first byte of the next value, such as `{` or `"`; 0 at the end.
  mutating func peek() -> UInt8 {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return bytes[position]
      }
    }
    return 0
  }

  /// Scans `{ … }`, handing each key to `member`, which must consume the value.
  mutating func scanObject(
    _ member: (inout JSONScanner, ArraySlice<UInt8>) throws(FileProblem) -> Void
  ) throws(FileProblem) {
    try expect(UInt8(ascii: "{"), "an object")
    if take(UInt8(ascii: "}")) { return }
    repeat {
      let key = try scanText()
      try expect(UInt8(ascii: ":"), "a colon")
      try member(&self, key)
    } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "}"), "a comma or the end of the object")
  }

  /// Scans `[ … ]`, calling `element` before each element, which it must consume.
  mutating func scanArray(
    _ element: (inout JSONScanner) throws(FileProblem) -> Void
  ) throws(FileProblem) {
    try expect(UInt8(ascii: "["), "an array")
    if take(UInt8(ascii: "]")) { return }
    repeat { try element(&self) } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"), "a comma or the end of the array")
  }

  /// Scans a token's id: a whole number of at least 0.
  mutating func scanID() throws(FileProblem) -> TokenID {
    _ = peek()
    guard let id = TokenID(String(decoding: scanBareWord(), as: UTF8.self)), id >= 0 else {
      throw problem("a token's id was expected")
    }
    return id
  }

  /// Scans a string; its bytes, escapes resolved.
  mutating func scanText() throws(FileProblem) -> ArraySlice<UInt8> {
    try expect(UInt8(ascii: "\""), "a string")
    let start = position
    while position < bytes.count, bytes[position] != 0x22, bytes[position] != 0x5C { position += 1 }
    var text = bytes[start..<position]
    while position < bytes.count, bytes[position] != 0x22 {
      if bytes[position] == 0x5C {
        position += 1
        try scanEscape(into: &text)
      } else {
        text.append(bytes[position])
        position += 1
      }
    }
    try expect(UInt8(ascii: "\""), "the end of a string")
    return text
  }

  /// Passes over one value of any kind.
  mutating func skipValue(depth: Int = 0) throws(FileProblem) {
    guard depth < 64 else { throw problem("the nesting is too deep") }
    switch peek() {
    case UInt8(ascii: "{"):
      try scanObject { (scanner, _) throws(FileProblem) in try scanner.skipValue(depth: depth + 1) }
    case UInt8(ascii: "["):
      try scanArray { (scanner) throws(FileProblem) in try scanner.skipValue(depth: depth + 1) }
    case UInt8(ascii: "\""): _ = try scanText()
    default:
      guard !scanBareWord().isEmpty else { throw problem("a value was expected") }
    }
  }

  /// Scans a string, passing over a value of another kind; `nil` then.
  mutating func scanTextIfThere() throws(FileProblem) -> ArraySlice<UInt8>? {
    guard peek() == UInt8(ascii: "\"") else {
      try skipValue()
      return nil
    }
    return try scanText()
  }

  /// Scans `true`; false for any other value, which is passed over.
  mutating func scanTrue() throws(FileProblem) -> Bool {
    guard peek() == UInt8(ascii: "t") else {
      try skipValue()
      return false
    }
    return scanBareWord() == Array("true".utf8)[...]
  }

  /// Throws unless only blanks are left.
  mutating func expectEnd() throws(FileProblem) {
    guard peek() == 0, position >= bytes.count else { throw problem("something follows the end") }
  }

  // A number or one of the words true, false, null.
  private mutating func scanBareWord() -> ArraySlice<UInt8> {
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

  private mutating func expect(_ byte: UInt8, _ what: String) throws(FileProblem) {
    guard take(byte) else { throw problem("\(what) was expected") }
  }

  private func problem(_ text: String) -> FileProblem {
    .malformed("\(text) at byte \(position)")
  }

  // `\n`, `\u0120`, and the pair `\ud83d\ude00`; the backslash is already read.
  private mutating func scanEscape(into text: inout ArraySlice<UInt8>) throws(FileProblem) {
    guard position < bytes.count else { throw problem("the text ends in an escape") }
    let letter = bytes[position]
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      var code = try scanCodeUnit()
      if code & 0xFC00 == 0xD800, bytes[position...].starts(with: [0x5C, 0x75]) {
        position += 2
        let low = try scanCodeUnit()
        guard low & 0xFC00 == 0xDC00 else { throw problem("half a surrogate pair") }
        code = 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF
      }
      guard let scalar = Unicode.Scalar(code) else { throw problem("half a surrogate pair") }
      text += UTF8.encode(scalar).map(Array.init) ?? []
    default: throw problem("an unknown escape in a string")
    }
  }

  private mutating func scanCodeUnit() throws(FileProblem) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      let byte = position < bytes.count ? bytes[position] : 0
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46: digit = byte - 0x41 + 10
      case 0x61...0x66: digit = byte - 0x61 + 10
      default: throw problem("four hexadecimal digits were expected")
      }
      unit = unit << 4 | UInt32(digit)
      position += 1
    }
    return unit
  }
}
