extension Tokenizer {
  /// Builds the tables; throws when ids, merges and vocabulary contradict each other.
  init(
    _ parts: TokenizerParts, beginningOfText: TokenID?, folder: String
  ) throws(TokenizerError) {
    var texts: [ArraySlice<UInt8>?] = []
    let symbols: [TokenID]
    let merges: MergeTable
    let special: [(text: [UInt8], id: TokenID)]
    var path = parts.vocabularyPath
    do {
      let table = try Self.table(parts, &texts)
      symbols = try Self.symbols(table)
      special = try Self.special(parts, table, &texts)
      path = parts.mergesPath
      merges = try Self.merges(parts, table)
    } catch {
      throw error.located(path)
    }
    let specialTokens = SpecialTokens(special)
    let named = [parts.beginningOfText, Array("<|endoftext|>".utf8)]
      .compactMap { text in text.flatMap { specialTokens.id(of: $0) } }
    guard let beginning = beginningOfText ?? named.first else {
      throw .noBeginningOfText(folder: folder)
    }
    guard (0..<TokenID(texts.count)).contains(beginning) else {
      throw .noSuchBeginningOfText(beginning, count: texts.count)
    }
    self.init(
      tokenBytes: Self.bytes(texts, special), symbols: symbols, merges: merges,
      special: specialTokens, beginningOfText: beginning)
  }

  private static func table(
    _ parts: TokenizerParts, _ texts: inout [ArraySlice<UInt8>?]
  ) throws(FileProblem) -> TextTable {
    var table = TextTable(count: parts.vocabulary.count)
    texts.reserveCapacity(parts.vocabulary.count + parts.added.count)
    for (text, id) in parts.vocabulary {
      try claim(id, for: text, &texts)
      guard table.insert(text, id) else {
        throw .malformed("the token \(quoted(text)) appears twice")
      }
    }
    return table
  }

  private static func claim(
    _ id: TokenID, for text: ArraySlice<UInt8>, _ texts: inout [ArraySlice<UInt8>?]
  ) throws(FileProblem) {
    guard (0..<TokenizerParts.idLimit).contains(id) else {
      throw .malformed("the token \(quoted(text)) has the impossible id \(id)")
    }
    while texts.count <= id { texts.append(nil) }
    guard texts[Int(id)] == nil || texts[Int(id)] == text else {
      throw .malformed("the token \(quoted(text)) has the id \(id) of another token")
    }
    texts[Int(id)] = text
  }

  // The tokens of the single bytes, without which some texts could not be encoded.
  private static func symbols(_ table: TextTable) throws(FileProblem) -> [TokenID] {
    var symbols: [TokenID] = []
    for character in ByteAlphabet.characters {
      let text = Array(String(character).utf8)[...]
      guard let id = table.id(of: text) else {
        throw .malformed("it lacks a token for the byte written \(quoted(text))")
      }
      symbols.append(id)
    }
    return symbols
  }

  private static func merges(
    _ parts: TokenizerParts, _ table: TextTable
  ) throws(FileProblem) -> MergeTable {
    var merges = MergeTable(count: parts.merges.count)
    var rank: UInt32 = 0
    for (left, right) in parts.merges {
      guard let leftID = table.id(of: left), let rightID = table.id(of: right),
        let id = table.id(of: left, right)
      else {
        throw .malformed(
          "it merges \(quoted(left)) and \(quoted(right)), but the vocabulary has no tokens for "
            + "all of the two and \(quoted(left + right))")
      }
      merges.insert(leftID, rightID, MergeTable.Merge(rank: rank, id: id))
      rank += 1
    }
    return merges
  }

  private static func special(
    _ parts: TokenizerParts, _ table: TextTable, _ texts: inout [ArraySlice<UInt8>?]
  ) throws(FileProblem) -> [(text: [UInt8], id: TokenID)] {
    var special: [(text: [UInt8], id: TokenID)] = []
    for (text, id) in parts.added where !special.contains(where: { $0.text == text }) {
      try claim(id, for: text[...], &texts)
      special.append((text, id))
    }
    for text in parts.specialTexts where !special.contains(where: { $0.text == text }) {
      if let id = table.id(of: text[...]) { special.append((text, id)) }
    }
    return special
  }

  private static func bytes(
    _ texts: [ArraySlice<UInt8>?], _ special: [(text: [UInt8], id: TokenID)]
  ) -> TokenBytes {
    var literals: [TokenID: [UInt8]] = [:]
    for (text, id) in special { literals[id] = text }
    var bytes = TokenBytes(count: texts.count)
    for (id, text) in texts.enumerated() {
      bytes.append { all in
        if let literal = literals[TokenID(id)] {
          all += literal
        } else if let text {
          ByteAlphabet.appendBytes(of: text, to: &all)
        } else {
          all += TokenBytes.unknown
        }
      }
    }
    return bytes
  }

  private static func quoted(_ text: ArraySlice<UInt8>) -> String {
    "\"\(String(decoding: text, as: UTF8.self))\""
  }
}
