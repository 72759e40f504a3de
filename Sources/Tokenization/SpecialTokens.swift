/// Tokens written out literally in a text, such as `<|endoftext|>`.
struct SpecialTokens: Sendable {
  /// A stretch of ordinary text, or one special token.
  enum Section {
    case text(Range<Int>)
    case token(TokenID)
  }

  // Longest first: where two could start, the longer is meant.
  private let tokens: [(text: [UInt8], id: TokenID)]
  private var isFirstByte = [Bool](repeating: false, count: 256)

  init(_ tokens: [(text: [UInt8], id: TokenID)]) {
    self.tokens = tokens.filter { !$0.text.isEmpty }.sorted { $0.text.count > $1.text.count }
    for token in self.tokens { isFirstByte[Int(token.text[0])] = true }
  }

  /// The id of a special token's text.
  func id(of text: [UInt8]) -> TokenID? {
    tokens.first { $0.text == text }?.id
  }

  /// Cuts a text at its special tokens.
  func sections(of text: [UInt8]) -> [Section] {
    var sections: [Section] = []
    var start = 0
    var place = 0
    while place < text.count {
      guard isFirstByte[Int(text[place])],
        let token = tokens.first(where: { text[place...].starts(with: $0.text) })
      else {
        place += 1
        continue
      }
      if start < place { sections.append(.text(start..<place)) }
      sections.append(.token(token.id))
      place += token.text.count
      start = place
    }
    if start < text.count { sections.append(.text(start..<text.count)) }
    return sections
  }
}
