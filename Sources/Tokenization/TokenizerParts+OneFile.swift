extension TokenizerParts {
  /// Reads `tokenizer.json`; throws when it describes anything but GPT-2's kind of tokenizer.
  mutating func readTokenizer(_ bytes: [UInt8]) throws(FileProblem) {
    var scanner = Scanner(bytes)
    var parts = self
    var hasModel = false
    var hasPretokenizer = false
    try scanner.scanObject { (scanner, key) throws(FileProblem) in
      switch String(decoding: key, as: UTF8.self) {
      case "model" where scanner.peek() == UInt8(ascii: "{"):
        hasModel = true
        try parts.scanModel(&scanner)
      case "pre_tokenizer" where scanner.peek() == UInt8(ascii: "{"):
        hasPretokenizer = true
        try Self.scanPretokenizer(&scanner)
      case "normalizer" where scanner.peek() == UInt8(ascii: "{"):
        throw .unsupported("the normalizer \(try Self.scanType(&scanner))")
      case "added_tokens": try parts.scanAddedTokens(&scanner)
      default: try scanner.skipValue()
      }
    }
    try scanner.expectEnd()
    guard hasModel else { throw .malformed("it has no model") }
    guard hasPretokenizer else { throw .unsupported("no pre-tokenizer") }
    self = parts
  }

  private mutating func scanModel(_ scanner: inout Scanner) throws(FileProblem) {
    var parts = self
    try scanner.scanObject { (scanner, key) throws(FileProblem) in
      let name = String(decoding: key, as: UTF8.self)
      switch name {
      case "type":
        let type = try scanner.scanTextIfThere().map { String(decoding: $0, as: UTF8.self) }
        guard type == "BPE" else { throw .unsupported("the model \(type ?? "null")") }
      // An unmarked model, as old versions wrote it, could be of another kind: ids in an array.
      case "vocab": parts.vocabulary = try Self.scanVocabulary(&scanner)
      case "merges": try parts.scanMerges(&scanner)
      case "byte_fallback", "ignore_merges":
        guard try !scanner.scanTrue() else { throw .unsupported("\(name)") }
      case "continuing_subword_prefix", "end_of_word_suffix":
        guard try scanner.scanTextIfThere()?.isEmpty ?? true else {
          throw .unsupported("a \(name)")
        }
      default: try scanner.skipValue()
      }
    }
    self = parts
  }

  // A pair is `"Ġ t"` or, in newer files, `["Ġ", "t"]`.
  private mutating func scanMerges(_ scanner: inout Scanner) throws(FileProblem) {
    var merges: [(left: ArraySlice<UInt8>, right: ArraySlice<UInt8>)] = []
    merges.reserveCapacity(1 << 16)
    try scanner.scanArray { (scanner) throws(FileProblem) in
      if scanner.peek() == UInt8(ascii: "\"") {
        guard let pair = Self.pair(try scanner.scanText()) else {
          throw .malformed("merge \(merges.count) is not two tokens with one blank between them")
        }
        merges.append(pair)
      } else {
        var pair: [ArraySlice<UInt8>] = []
        try scanner.scanArray { (scanner) throws(FileProblem) in pair.append(try scanner.scanText())
        }
        guard pair.count == 2 else { throw .malformed("merge \(merges.count) is not a pair") }
        merges.append((pair[0], pair[1]))
      }
    }
    self.merges = merges
  }

  private static func scanPretokenizer(_ scanner: inout Scanner) throws(FileProblem) {
    var type: String?
    var wanted: String?
    try scanner.scanObject { (scanner, key) throws(FileProblem) in
      switch String(decoding: key, as: UTF8.self) {
      case "type": type = try scanner.scanTextIfThere().map { String(decoding: $0, as: UTF8.self) }
      case "add_prefix_space":
        if try scanner.scanTrue() { wanted = "a blank before every text (add_prefix_space)" }
      case "use_regex" where scanner.peek() == UInt8(ascii: "f"):
        try scanner.skipValue()
        wanted = "no splitting into words (use_regex)"
      default: try scanner.skipValue()
      }
    }
    guard type == "ByteLevel" else { throw .unsupported("the pre-tokenizer \(type ?? "null")") }
    if let wanted { throw .unsupported(wanted) }
  }

  private mutating func scanAddedTokens(_ scanner: inout Scanner) throws(FileProblem) {
    guard scanner.peek() == UInt8(ascii: "[") else { return try scanner.skipValue() }
    var added: [(text: [UInt8], id: TokenID)] = []
    try scanner.scanArray { (scanner) throws(FileProblem) in
      let (text, id) = try Self.scanAddedToken(&scanner)
      guard let text, let id else { throw .malformed("an added token has no content or no id") }
      added.append((text, id))
    }
    self.added += added
  }

  /// Scans `{"id": 50256, "content": "<|endoftext|>", …}`; the id stands elsewhere in some files.
  static func scanAddedToken(
    _ scanner: inout Scanner
  ) throws(FileProblem) -> (text: [UInt8]?, id: TokenID?) {
    var text: [UInt8]?
    var id: TokenID?
    try scanner.scanObject { (scanner, key) throws(FileProblem) in
      let name = String(decoding: key, as: UTF8.self)
      switch name {
      case "id": id = try Self.scanID(&scanner)
      case "content": text = try scanner.scanTextIfThere().map(Array.init)
      case "single_word", "lstrip", "rstrip":
        if try scanner.scanTrue() { throw .unsupported("an added token with \(name)") }
      default: try scanner.skipValue()
      }
    }
    return (text, id)
  }

  private static func scanType(_ scanner: inout Scanner) throws(FileProblem) -> String {
    var type = "without a type"
    try scanner.scanObject { (scanner, key) throws(FileProblem) in
      guard key == Array("type".utf8)[...] else { return try scanner.skipValue() }
      if let text = try scanner.scanTextIfThere() { type = String(decoding: text, as: UTF8.self) }
    }
    return type
  }
}
