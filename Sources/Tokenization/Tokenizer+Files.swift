import FoundationEssentials

extension Tokenizer {
  /// Reads `vocab.json` and `merges.txt`, or `tokenizer.json`, with the special tokens declared
  /// beside them.
  ///
  /// The token before every text is the given one, else the declared `bos_token`, else
  /// `<|endoftext|>`.
  public init(
    folder: String, beginningOfText: TokenID? = nil
  ) throws(TokenizerError) {
    func path(_ name: String) -> String { folder + "/" + name }
    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }
    func read(
      _ name: String, _ take: ([UInt8]) throws(FileProblem) -> Void
    ) throws(TokenizerError) {
      guard let data = FileManager.default.contents(atPath: path(name)) else {
        throw .cannotRead(path: path(name))
      }
      do { try take([UInt8](data)) } catch { throw error.located(path(name)) }
    }

    var parts: TokenizerParts
    if exists("vocab.json"), exists("merges.txt") {
      parts = TokenizerParts(vocabularyPath: path("vocab.json"), mergesPath: path("merges.txt"))
      try read("vocab.json") { (bytes) throws(FileProblem) in try parts.readVocabulary(bytes) }
      try read("merges.txt") { (bytes) throws(FileProblem) in try parts.readMerges(bytes) }
    } else if exists("tokenizer.json") {
      parts = TokenizerParts(
        vocabularyPath: path("tokenizer.json"), mergesPath: path("tokenizer.json"))
      try read("tokenizer.json") { (bytes) throws(FileProblem) in try parts.readTokenizer(bytes) }
    } else {
      throw .noTokenizer(folder: folder)
    }
    if exists("added_tokens.json") {
      try read("added_tokens.json") { (bytes) throws(FileProblem) in
        try parts.readAddedTokens(bytes)
      }
    }
    for name in ["special_tokens_map.json", "tokenizer_config.json"] where exists(name) {
      try read(name) { (bytes) throws(FileProblem) in try parts.readSpecialTokens(bytes) }
    }
    try self.init(parts, beginningOfText: beginningOfText, folder: folder)
  }
}
