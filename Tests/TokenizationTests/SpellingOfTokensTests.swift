import Testing
import Tokenization

@Suite struct `A tokenizer` {
  @Test func `puts the beginning of text before every text, also the empty one`() throws {
    let tokenizer = try Fixture.tokenizer()
    #expect(tokenizer.tokens("") == [tokenizer.beginningOfText])
    #expect(tokenizer.tokens("love").first == tokenizer.beginningOfText)
    #expect(Array(tokenizer.tokens("love").dropFirst()) == tokenizer.encode("love"))
  }

  @Test func `reads a special token wherever it stands`() throws {
    let tokenizer = try Fixture.tokenizer()
    let special = tokenizer.beginningOfText
    #expect(tokenizer.encode("<|endoftext|>") == [special])
    #expect(
      tokenizer.encode("I<|endoftext|><|endoftext|> hate")
        == tokenizer.encode("I") + [special, special] + tokenizer.encode(" hate"))
    #expect(!tokenizer.encode("<|endoftext|").contains(special))
  }

  @Test func `holds a character back until its last byte is there`() throws {
    let tokenizer = try Fixture.tokenizer()
    let flag = "👩‍💻"
    let ids = tokenizer.encode(flag)
    #expect(ids.count > 1)
    var decoder = StreamingDecoder(tokenizer)
    let pieces = ids.map { decoder.append($0) }
    #expect(pieces.allSatisfy { !$0.unicodeScalars.contains("\u{FFFD}") })
    #expect(pieces.joined() == flag)
    #expect(decoder.finish().isEmpty)
    _ = decoder.append(ids[0])
    #expect(decoder.finish() == "\u{FFFD}")
  }

  @Test func `says which text is a single token`() throws {
    let tokenizer = try Fixture.tokenizer()
    #expect(tokenizer.singleToken(" ").map { tokenizer.decode([$0]) } == " ")
    #expect(tokenizer.singleToken("") == nil)
    #expect(tokenizer.singleToken("a quite long text") == nil)
  }

  @Test func `shows blanks, controls and parts of characters`() throws {
    let tokenizer = try Fixture.tokenizer()
    func visible(_ text: String) -> String {
      tokenizer.encode(text).map { tokenizer.visible(of: $0) }.joined()
    }
    #expect(visible(" the") == "␣the")
    #expect(visible("\n\t") == "\\n\\t")
    #expect(visible("\u{1B}") == "\\u{1B}")
    #expect(tokenizer.literal(of: try #require(tokenizer.singleToken("\""))) == "\"\\\"\"")
    let part = try #require(tokenizer.encode("\u{10FFFF}").first)
    #expect(tokenizer.visible(of: part).hasPrefix("\\x"))
  }

  @Test func `reads ids that it does not know as replacement characters`() throws {
    let tokenizer = try Fixture.tokenizer()
    #expect(tokenizer.decode([TokenID(tokenizer.vocabularyCount), -1]) == "\u{FFFD}\u{FFFD}")
  }
}
