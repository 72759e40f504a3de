extension JSONScanner {
  /// Passes over one value of any kind.
  package mutating func skipValue(depth: Int = 0) throws(Problem) {
    guard depth < 64 else { throw problem("the nesting is too deep") }
    switch peek() {
    case UInt8(ascii: "{"):
      try scanObject { (scanner, _) throws(Problem) in try scanner.skipValue(depth: depth + 1) }
    case UInt8(ascii: "["):
      try scanArray { (scanner) throws(Problem) in try scanner.skipValue(depth: depth + 1) }
    case UInt8(ascii: "\""): _ = try scanText()
    default:
      guard !scanBareWord().isEmpty else { throw problem("a value was expected") }
    }
  }

  /// Passes over one value of any kind; its bytes as they stand.
  package mutating func scanRaw() throws(Problem) -> ArraySlice<UInt8> {
    _ = peek()
    let start = position
    try skipValue()
    return bytes[start..<position]
  }

  /// Scans a string, passing over a value of another kind; `nil` then.
  package mutating func scanTextIfThere() throws(Problem) -> ArraySlice<UInt8>? {
    guard peek() == UInt8(ascii: "\"") else {
      try skipValue()
      return nil
    }
    return try scanText()
  }

  /// Scans `true`; false for any other value, which is passed over.
  package mutating func scanTrue() throws(Problem) -> Bool {
    guard peek() == UInt8(ascii: "t") else {
      try skipValue()
      return false
    }
    return scanBareWord() == Array("true".utf8)[...]
  }
}
