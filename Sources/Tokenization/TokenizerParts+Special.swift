extension TokenizerParts {
  /// Reads `added_tokens.json`: an object from text to id.
  mutating func readAddedTokens(_ bytes: [UInt8]) throws(FileProblem) {
    var scanner = Scanner(bytes)
    added += try Self.scanVocabulary(&scanner).map { (Array($0.text), $0.id) }
    try scanner.expectEnd()
  }

  /// Reads `special_tokens_map.json` or `tokenizer_config.json`: which texts are special.
  mutating func readSpecialTokens(_ bytes: [UInt8]) throws(FileProblem) {
    var scanner = Scanner(bytes)
    var parts = self
    try scanner.scanObject { (scanner, key) throws(FileProblem) in
      let name = String(decoding: key, as: UTF8.self)
      switch name {
      case "added_tokens_decoder": try parts.scanDecoder(&scanner)
      case "additional_special_tokens" where scanner.peek() == UInt8(ascii: "["):
        try scanner.scanArray { (scanner) throws(FileProblem) in
          if let text = try Self.scanSpecial(&scanner) { parts.specialTexts.append(text) }
        }
      case "bos_token", "eos_token", "unk_token", "pad_token", "sep_token", "cls_token",
        "mask_token":
        guard let text = try Self.scanSpecial(&scanner) else { return }
        parts.specialTexts.append(text)
        if name == "bos_token" { parts.beginningOfText = text }
      default: try scanner.skipValue()
      }
    }
    try scanner.expectEnd()
    self = parts
  }

  // `{"50256": {"content": "<|endoftext|>", …}}`
  private mutating func scanDecoder(_ scanner: inout Scanner) throws(FileProblem) {
    guard scanner.peek() == UInt8(ascii: "{") else { return try scanner.skipValue() }
    var added: [(text: [UInt8], id: TokenID)] = []
    try scanner.scanObject { (scanner, key) throws(FileProblem) in
      let text = try Self.scanAddedToken(&scanner).text
      guard let text, let id = TokenID(String(decoding: key, as: UTF8.self)) else {
        throw .malformed("an added token has no content or no id")
      }
      added.append((text, id))
    }
    self.added += added
  }

  // A special token is its text or an object with its content; null where there is none.
  private static func scanSpecial(_ scanner: inout Scanner) throws(FileProblem) -> [UInt8]? {
    if scanner.peek() == UInt8(ascii: "{") { return try scanAddedToken(&scanner).text }
    return try scanner.scanTextIfThere().map(Array.init)
  }
}
