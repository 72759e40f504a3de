extension TokenizerParts {
  /// Reads `vocab.json`: one object from text to id.
  mutating func readVocabulary(_ bytes: [UInt8]) throws(FileProblem) {
    var scanner = Scanner(bytes)
    vocabulary = try Self.scanVocabulary(&scanner)
    try scanner.expectEnd()
  }

  /// Scans an object from text to id.
  static func scanVocabulary(
    _ scanner: inout Scanner
  ) throws(FileProblem) -> [(text: ArraySlice<UInt8>, id: TokenID)] {
    var vocabulary: [(text: ArraySlice<UInt8>, id: TokenID)] = []
    vocabulary.reserveCapacity(1 << 16)
    try scanner.scanObject { (scanner, text) throws(FileProblem) in
      vocabulary.append((text, try Self.scanID(&scanner)))
    }
    return vocabulary
  }

  /// Scans a token's id.
  static func scanID(_ scanner: inout Scanner) throws(FileProblem) -> TokenID {
    guard let id = TokenID(exactly: try scanner.scanCount()) else {
      throw .malformed("a token's id is too large")
    }
    return id
  }

  /// Reads `merges.txt`: a line with the version, then one pair a line.
  mutating func readMerges(_ bytes: [UInt8]) throws(FileProblem) {
    merges.reserveCapacity(1 << 16)
    var number = 0
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      let text = line.last == 0x0D ? line.dropLast() : line
      guard !text.isEmpty, !text.starts(with: "#version".utf8) else { continue }
      guard let pair = Self.pair(text) else {
        throw .malformed("line \(number) is not two tokens with one blank between them")
      }
      merges.append(pair)
    }
  }

  /// The two tokens that one blank separates.
  static func pair(
    _ text: ArraySlice<UInt8>
  ) -> (left: ArraySlice<UInt8>, right: ArraySlice<UInt8>)? {
    guard let blank = text.firstIndex(of: 0x20), blank > text.startIndex else { return nil }
    let right = text[(blank + 1)...]
    guard !right.isEmpty, !right.contains(0x20) else { return nil }
    return (text[..<blank], right)
  }
}
