/// What a tokenizer's files say, in the characters of the files.
struct TokenizerParts {
  /// The file with the vocabulary, for messages.
  var vocabularyPath: String
  /// The file with the merges, for messages.
  var mergesPath: String
  /// Each token's text in the byte alphabet, and its id.
  var vocabulary: [(text: ArraySlice<UInt8>, id: TokenID)] = []
  /// The pairs that merge, preferred ones first.
  var merges: [(left: ArraySlice<UInt8>, right: ArraySlice<UInt8>)] = []
  /// Tokens recognised literally, in plain UTF-8.
  var added: [(text: [UInt8], id: TokenID)] = []
  /// Texts of the vocabulary that some file declares special.
  var specialTexts: [[UInt8]] = [Array("<|endoftext|>".utf8)]
  /// The text of the token before every text, if a file names it.
  var beginningOfText: [UInt8]?

  /// Ids are indices into tables: a damaged file must not ask for gigabytes of memory.
  static let idLimit: TokenID = 1 << 20
}
