import Foundation
import Testing
import Tokenization

@Suite struct `A tokenizer's files` {
  /// The vocabulary and merges of the fixtures as one `tokenizer.json`.
  private func oneFile(pairs: Bool) throws -> [String: Any] {
    let vocabulary = try JSONSerialization.jsonObject(with: Fixture.data("vocab.json"))
    let merges = String(decoding: try Fixture.data("merges.txt"), as: UTF8.self)
      .split(separator: "\n").filter { !$0.hasPrefix("#version") }.map(String.init)
    return [
      "model": [
        "type": "BPE", "vocab": vocabulary,
        "merges": pairs
          ? merges.map { $0.split(separator: " ").map(String.init) } as Any : merges as Any,
      ],
      "pre_tokenizer": ["type": "ByteLevel", "add_prefix_space": false],
      "added_tokens": [
        ["id": try Int(Fixture.tokenizer().beginningOfText), "content": "<|endoftext|>"]
      ],
    ]
  }

  private func tokenizer(oneFile: [String: Any]) throws -> Tokenizer {
    let data = try JSONSerialization.data(withJSONObject: oneFile)
    return try Fixture.withFolder(["tokenizer.json": data]) { try Tokenizer(folder: $0) }
  }

  @Test(arguments: [false, true])
  func `mean the same in one file and in two`(pairs: Bool) throws {
    let two = try Fixture.tokenizer()
    let one = try tokenizer(oneFile: oneFile(pairs: pairs))
    #expect(one.vocabularyCount == two.vocabularyCount)
    #expect(one.beginningOfText == two.beginningOfText)
    for text in try Fixture.snippets() { #expect(one.encode(text) == two.encode(text)) }
  }

  @Test(arguments: [
    ("normalizer", "Lowercase"), ("pre_tokenizer", "Whitespace"), ("model", "WordPiece"),
  ]) func `are refused by name where they describe another kind`(part: String, type: String) throws
  {
    var parts = try oneFile(pairs: false)
    var changed = parts[part] as? [String: Any] ?? [:]
    changed["type"] = type
    parts[part] = changed
    let error = #expect(throws: TokenizerError.self) { try tokenizer(oneFile: parts) }
    guard case .unsupported(_, let found) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(found.contains(type))
  }

  @Test(arguments: [
    ("vocab.json", "{\"a\": 0", "damaged"), ("vocab.json", "{\"a\": -1}", "whole number"),
    ("vocab.json", "[]", "an object was expected"), ("vocab.json", "{\"a\": 0}", "lacks a token"),
    ("vocab.json", "{\"a\": 99999999}", "impossible id"),
    ("vocab.json", "{\"a\":1,\"b\":1}", "of another token"),
    ("merges.txt", "nowhere\n", "line 1"), ("merges.txt", "a b c\n", "line 1"),
    ("special_tokens_map.json", "{\"bos_token\": ", "damaged"),
    ("added_tokens.json", "{\"<x>\": 0}", "of another token"),
  ]) func `are refused in a sentence when damaged`(file: String, text: String, part: String) throws
  {
    var files = [
      "vocab.json": try Fixture.data("vocab.json"), "merges.txt": try Fixture.data("merges.txt"),
    ]
    files[file] = Data(text.utf8)
    let error = #expect(throws: TokenizerError.self) {
      try Fixture.withFolder(files) { try Tokenizer(folder: $0) }
    }
    let sentence = error?.description ?? ""
    #expect(sentence.contains(part), "\(sentence)")
    #expect(!sentence.contains("\n"))
  }

  @Test func `are looked for, and named when missing`() throws {
    let error = #expect(throws: TokenizerError.self) {
      try Fixture.withFolder([:]) { try Tokenizer(folder: $0) }
    }
    #expect(error?.description.contains("vocab.json with merges.txt, or tokenizer.json") == true)
  }

  @Test func `may declare more special tokens`() throws {
    let base = try Fixture.tokenizer()
    let id = TokenID(base.vocabularyCount)
    let tokenizer = try Fixture.withFolder([
      "vocab.json": Fixture.data("vocab.json"), "merges.txt": Fixture.data("merges.txt"),
      "added_tokens.json": Data("{\"<|pad|>\": \(id)}".utf8),
    ]) { try Tokenizer(folder: $0) }
    #expect(tokenizer.encode("a<|pad|>b") == base.encode("a") + [id] + base.encode("b"))
    #expect(tokenizer.decode([id]) == "<|pad|>")
  }
}
