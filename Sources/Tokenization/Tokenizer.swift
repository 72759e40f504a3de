/// A token's number in the vocabulary.
public typealias TokenID = Int32

/// GPT-2's byte-level byte-pair encoding: text to token ids and back.
///
/// Example: with GPT-2's files, `tokenizer.tokens("Hate")` is `[50256, 39, 378]`.
public struct Tokenizer: Sendable {
  /// The token before every text, `<|endoftext|>` in GPT-2.
  public let beginningOfText: TokenID
  private let tokenBytes: TokenBytes
  private let symbols: [TokenID]
  private let merges: MergeTable
  private let special: SpecialTokens

  /// One more than the highest id.
  public var vocabularyCount: Int { tokenBytes.count }

  init(
    tokenBytes: TokenBytes, symbols: [TokenID], merges: MergeTable, special: SpecialTokens,
    beginningOfText: TokenID
  ) {
    self.tokenBytes = tokenBytes
    self.symbols = symbols
    self.merges = merges
    self.special = special
    self.beginningOfText = beginningOfText
  }

  /// The tokens of a text, without the one before it; literal special tokens become theirs.
  public func encode(_ text: String) -> [TokenID] {
    let bytes = Array(text.utf8)
    var tokens: [TokenID] = []
    tokens.reserveCapacity(bytes.count / 3)
    var merger = WordMerger(symbols: symbols, merges: merges)
    for section in special.sections(of: bytes) {
      switch section {
      case .token(let id): tokens.append(id)
      case .text(let part):
        for word in Pretokenizer(bytes, part) { merger.append(bytes[word], to: &tokens) }
      }
    }
    return tokens
  }

  /// The tokens of a text behind the one that stands before every text.
  public func tokens(_ text: String) -> [TokenID] {
    [beginningOfText] + encode(text)
  }

  /// The token that a text is, if it is exactly one.
  public func singleToken(_ text: String) -> TokenID? {
    let tokens = encode(text)
    return tokens.count == 1 ? tokens[0] : nil
  }

  /// The text of tokens; bytes that are no UTF-8 and unknown ids become U+FFFD.
  public func decode(_ tokens: some Sequence<TokenID>) -> String {
    var bytes: [UInt8] = []
    for token in tokens { bytes += tokenBytes[token] }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The bytes of one token, which may be a part of a character; of U+FFFD for an unknown id.
  public func bytes(of token: TokenID) -> ArraySlice<UInt8> {
    tokenBytes[token]
  }
}
