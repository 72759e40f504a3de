/// Reads JSON text front to back, one value at a time, without building a tree.
///
/// Headers need what general parsers hide: repeated keys, and integers that are really integers.
struct JSONReader {
  /// What is wrong with the text, as the end of a sentence.
  struct Problem: Error {
    let description: String
  }

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Reads `{ … }`, handing each key to `member`, which must consume the value.
  mutating func readObject(
    _ member: (inout JSONReader, String) throws(Problem) -> Void
  ) throws(Problem) {
    try expect("{", "an object")
    if take("}") { return }
    var keys: Set<String> = []
    repeat {
      let key = try readString()
      guard keys.insert(key).inserted else { throw problem("the key \"\(key)\" appears twice") }
      try expect(":", "a colon")
      try member(&self, key)
    } while take(",")
    try expect("}", "a comma or the end of the object")
  }

  /// Reads `[ … ]`, calling `element` before each element, which it must consume.
  mutating func readArray(
    _ element: (inout JSONReader) throws(Problem) -> Void
  ) throws(Problem) {
    try expect("[", "an array")
    if take("]") { return }
    repeat { try element(&self) } while take(",")
    try expect("]", "a comma or the end of the array")
  }

  /// Reads a whole number that is not negative.
  mutating func readCount() throws(Problem) -> Int {
    skipBlanks()
    let start = position
    var value = 0
    while position < bytes.count, case let digit = bytes[position] &- 0x30, digit < 10 {
      let (tens, overflowed) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflowedAgain) = tens.addingReportingOverflow(Int(digit))
      guard !overflowed, !overflowedAgain else { throw problem("a number is too large") }
      value = sum
      position += 1
    }
    let digits = position - start
    let isFraction = position < bytes.count && [0x2E, 0x45, 0x65].contains(bytes[position])
    guard digits > 0, !isFraction, digits == 1 || bytes[start] != 0x30 else {
      throw problem("a whole number of at least 0 was expected")
    }
    return value
  }

  /// Reads a string with its escapes resolved.
  mutating func readString() throws(Problem) -> String {
    try expect("\"", "a string")
    let start = position
    while position < bytes.count, bytes[position] != 0x22, bytes[position] != 0x5C {
      guard bytes[position] >= 0x20 else { throw problem("a control character in a string") }
      position += 1
    }
    var text = bytes[start..<position]
    while position < bytes.count, bytes[position] != 0x22 {
      if bytes[position] == 0x5C {
        position += 1
        text += Array(try readEscape().utf8)
      } else {
        guard bytes[position] >= 0x20 else { throw problem("a control character in a string") }
        text.append(bytes[position])
        position += 1
      }
    }
    try expect("\"", "the end of a string")
    guard let string = String(validating: text, as: UTF8.self) else {
      throw problem("a string is not UTF-8")
    }
    return string
  }

  /// Passes over one value of any kind.
  mutating func skipValue(depth: Int = 0) throws(Problem) {
    guard depth < 64 else { throw problem("the nesting is too deep") }
    skipBlanks()
    switch position < bytes.count ? bytes[position] : 0 {
    case UInt8(ascii: "{"):
      try readObject { (reader, _) throws(Problem) in try reader.skipValue(depth: depth + 1) }
    case UInt8(ascii: "["):
      try readArray { (reader) throws(Problem) in try reader.skipValue(depth: depth + 1) }
    case UInt8(ascii: "\""):
      _ = try readString()
    default:
      let start = position
      while position < bytes.count, Self.isBare(bytes[position]) { position += 1 }
      guard position > start else { throw problem("a value was expected") }
    }
  }

  /// Throws unless only blanks are left.
  mutating func expectEnd() throws(Problem) {
    skipBlanks()
    guard position == bytes.count else { throw problem("something follows the end") }
  }

  // Numbers and the words true, false, null: passed over without a closer look.
  private static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E: true
    default: false
    }
  }

  private mutating func skipBlanks() {
    while position < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) {
      position += 1
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ character: Unicode.Scalar, _ what: String) throws(Problem) {
    guard take(character) else { throw problem("\(what) was expected") }
  }

  private func problem(_ text: String) -> Problem {
    Problem(description: "\(text) (byte \(position) of the JSON text)")
  }

  // `\n`, `\u00e9`, and the pair `\ud83d\ude00`; the backslash is already read.
  private mutating func readEscape() throws(Problem) -> String {
    guard position < bytes.count else { throw problem("the text ends in an escape") }
    let letter = bytes[position]
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return String(Unicode.Scalar(letter))
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      var units = [try readCodeUnit()]
      if UTF16.isLeadSurrogate(units[0]), take("\\"), take("u") {
        units.append(try readCodeUnit())
      }
      guard let text = String(validating: units, as: UTF16.self) else {
        throw problem("half a surrogate pair")
      }
      return text
    default: throw problem("an unknown escape in a string")
    }
  }

  private mutating func readCodeUnit() throws(Problem) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard position < bytes.count,
        let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue
      else { throw problem("four hexadecimal digits were expected") }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }
}
