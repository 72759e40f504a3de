import Analysis
import Testing

@Suite struct `Sentences` {
  func sentences(_ text: String) -> [String] { SentenceSplitter.sentences(of: text) }

  @Test func `end at points, question marks and exclamation marks`() {
    #expect(
      sentences("I went. Did you? Yes!  We did…\nAnd then?! \"Stop.\" He left (at last.) Good.")
        == [
          "I went.", "Did you?", "Yes!", "We did…", "And then?!", "\"Stop.\"", "He left (at last.)",
          "Good.",
        ])
  }

  @Test func `do not end inside a word or a number`() {
    for whole in [
      "It cost 3.50 dollars.", "See example.com for more.", "Dr. Smith met Mrs. Jones vs. Mr. X.",
      "J. R. Smith came.", "Fruit, e.g. apples, i.e. food.", "The U.S. Army came.",
      "He said \"no.\" and left.", "He waited... and left.", "1. A list.", "a. Another item.",
    ] {
      #expect(sentences(whole) == [whole])
    }
  }

  @Test func `end after I and after a year`() {
    #expect(sentences("So am I. You too.") == ["So am I.", "You too."])
    #expect(sentences("It was 1999. Nobody came.") == ["It was 1999.", "Nobody came."])
  }

  @Test func `end at an empty line but not at the end of a line`() {
    #expect(
      sentences("A title\n\nThe first\nsentence. \n  \nThe second") == [
        "A title", "The first\nsentence.", "The second",
      ])
  }

  @Test func `end at wide marks without a blank`() {
    #expect(sentences("我來了。你呢？好！") == ["我來了。", "你呢？", "好！"])
  }

  @Test func `of nothing are none`() {
    #expect(sentences("").isEmpty && sentences(" \n\n \t").isEmpty)
    #expect(sentences("...") == ["..."])
  }

  @Test func `lose no character but white space`() {
    let text = "Mr. A. (b) \"C? d\" e.g. F!g H.\n\n\n1. i. J… k.L? M)). 'N"
    let kept = sentences(text).joined().filter { !$0.isWhitespace }
    #expect(kept == text.filter { !$0.isWhitespace })
  }

  @Test func `have lines as their rival`() {
    #expect(SentenceSplitter.lines(of: " a b. C\n\n d\r\ne") == ["a b. C", "d", "e"])
  }
}

@Suite struct `Texts with labels` {
  func texts(_ contents: String, _ format: LabelledText.Format) throws -> [LabelledText] {
    try LabelledText.texts(in: contents, format, fallback: "file")
  }

  @Test func `come from plain text as one`() throws {
    #expect(try texts("A.\nB.", .txt) == [.init(label: "file", text: "A.\nB.")])
  }

  @Test func `come from comma-separated values`() throws {
    let found = try texts(
      "\u{FEFF}id,text,label\r\n1,\"Good, \"\"really\"\"\r\ngood\",pos\n\n2,Bad,neg\n3,Plain", .csv)
    #expect(
      found == [
        .init(label: "pos", text: "Good, \"really\"\r\ngood"), .init(label: "neg", text: "Bad"),
        .init(label: "file", text: "Plain"),
      ])
    #expect(try texts("", .csv).isEmpty)
  }

  @Test func `come from lines of JSON`() throws {
    let found = try texts(
      "{\"text\": \"a\\nb\", \"label\": \"x\"}\n\n\"just a text\"\n{\"text\": \"c\", \"label\": 3}\n",
      .jsonl)
    #expect(
      found == [
        .init(label: "x", text: "a\nb"), .init(label: "file", text: "just a text"),
        .init(label: "3", text: "c"),
      ])
  }

  @Test func `are refused with the place and the reason`() {
    #expect {
      try texts("review,label\nGood,pos", .csv)
    } throws: {
      "\($0)" == "the file has no column text; it has review, label"
    }
    #expect {
      try texts("text\n\"open", .csv)
    } throws: {
      "\($0)" == "the quote that opens in line 2 never closes"
    }
    #expect {
      try texts("{\"text\": \"a\"}\n{\"text\": 3}", .jsonl)
    } throws: {
      "\($0)" == "line 2 is no JSON object with a text under text"
    }
  }

  @Test func `are told by the file's suffix`() {
    #expect(LabelledText.Format(path: "a/b.CSV") == .csv)
    #expect(LabelledText.Format(path: "a.b/essay.txt") == .txt)
    #expect(LabelledText.Format(path: "a.pdf") == nil)
  }
}
