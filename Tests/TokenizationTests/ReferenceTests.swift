import Testing
import Tokenization

@Suite struct `Against Hugging Face tokenizers` {
  @Test func `each snippet has the same ids`() throws {
    let tokenizer = try Fixture.tokenizer()
    let cases = try Fixture.expected().cases
    #expect(cases.count > 100)
    for example in cases {
      #expect(tokenizer.encode(example.text) == example.ids, "\(example.text.debugDescription)")
    }
  }

  @Test func `more than a megabyte of mixed text has the same ids`() throws {
    let tokenizer = try Fixture.tokenizer()
    let expected = try Fixture.expected()
    var generator = GeneratedText(seed: 2023, snippets: try Fixture.snippets())
    var size = 0
    for chunk in expected.chunks {
      let text = generator.chunk()
      size += text.utf8.count
      #expect(fold(text.utf8) == chunk.text, "the generators differ")
      let ids = tokenizer.encode(text)
      #expect(ids.count == chunk.count)
      #expect(fold(ids) == chunk.ids)
      #expect(tokenizer.decode(ids) == text)
    }
    #expect(size >= 1_000_000)
  }

  @Test func `broken UTF-8 is decoded to the same text, at once and token by token`() throws {
    let tokenizer = try Fixture.tokenizer()
    let expected = try Fixture.expected()
    var generator = GeneratedText(seed: 2023, snippets: try Fixture.snippets())
    for _ in expected.chunks { _ = generator.chunk() }
    let count = TokenID(tokenizer.vocabularyCount)
    let byBytes = Dictionary(
      (0..<count).map { (Array(tokenizer.bytes(of: $0)), $0) },
      uniquingKeysWith: { first, _ in first })
    for (number, hash) in expected.decodes.enumerated() {
      let ids: [TokenID] = try (0..<40).map { _ in
        number.isMultiple(of: 2)
          ? try #require(byBytes[[UInt8(generator.below(256))]])
          : TokenID(generator.below(Int(count)))
      }
      let text = tokenizer.decode(ids)
      #expect(fold(text.utf8) == hash)
      var streaming = StreamingDecoder(tokenizer)
      let streamed = ids.map { streaming.append($0) }.joined() + streaming.finish()
      #expect(streamed == text)
    }
  }
}
