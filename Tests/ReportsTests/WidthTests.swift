import Reports
import Testing

@Suite struct `Cell widths` {
  @Test(arguments: [
    ("", 0), ("love", 4), ("é", 1), ("e\u{301}", 1), ("中文", 4), ("😀", 2), ("👩‍💻", 2), ("🇩🇪", 2),
    ("🇩", 1), ("❤️", 2), ("❤", 1), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("\u{200B}", 0),
    ("─█·…→", 5), ("\u{1B}", 4), ("\t", 2), ("ｆ", 2), ("\u{1FAE8}", 2), ("\u{FFFD}", 1),
    ("\u{202E}", 8),
  ])
  func `are those of a terminal`(text: String, width: Int) {
    #expect(CellWidth.of(text) == width)
  }
}

@Suite struct `Escaping untrusted text` {
  @Test func `shows control characters instead of obeying them`() {
    #expect(Escaping.escaped("a\u{1B}[31mb\u{07}\u{9B}2J\r\n") == "a\\x1b[31mb\\x07\\x9b2J\\r\\n")
    #expect(Escaping.escaped("a\nb", keepingLineBreaks: true) == "a\nb")
    #expect(Escaping.escaped("\u{202E}evil\u{FEFF}") == "\\u{202e}evil\\u{feff}")
    #expect(Escaping.escaped("中文 😀 👩‍💻 é") == "中文 😀 👩‍💻 é")
  }

  @Test func `dims what it had to escape`() {
    let text = Escaping.styled("love\u{8}d\nyou", .steered)
    #expect(text.runs.map(\.text) == ["love", "\\x08", "d\nyou"])
    #expect(text.runs.map(\.role) == [.steered, .dim, .steered])
  }

  @Test func `leaves no control character in any rendering`() {
    let all = String(String.UnicodeScalarView((0..<0x300).compactMap(Unicode.Scalar.init)))
    let block = ReportBlock.stack([
      .text(StyledText(all)), .lines([StyledText(all)]), .items([StyledText(all)]),
      .comparison(
        Comparison(
          head: StyledText(all), sides: [.init(all, isSteered: false)],
          rows: [.init(prompt: all, completions: [StyledText(all, .steered)])])),
      .table(Table(columns: [.init(all)], rows: [[StyledText(all)]])),
    ])
    let controls: (Unicode.Scalar) -> Bool = { $0.properties.generalCategory == .control }
    for layout in [Layout(width: 56), Layout(width: 80)] {
      for line in PlainRendering(layout).lines(block) {
        #expect(!line.unicodeScalars.contains(where: controls))
      }
      for line in ANSIRendering(layout).lines(block) {
        let codes = line.unicodeScalars.split(separator: "\u{1B}").dropFirst()
        #expect(codes.allSatisfy { $0.first == "[" })
        #expect(!line.unicodeScalars.contains { $0 != "\u{1B}" && controls($0) })
      }
    }
  }
}

@Suite struct `Wrapped lines` {
  private func wrap(_ text: String, _ width: Int) -> [String] {
    Wrapping.lines(of: StyledText(text), width: width).map(\.string)
  }

  @Test func `breaks at blanks, which vanish`() {
    #expect(wrap("I hate you because", 10) == ["I hate you", "because"])
    #expect(wrap("I hate  you", 6) == ["I hate", "you"])
    #expect(wrap("  indented text", 10) == ["  indented", "text"])
  }

  @Test func `keeps line breaks and empty lines`() {
    #expect(wrap("a\n\nb", 10) == ["a", "", "b"])
    #expect(wrap("a\r\nb", 10) == ["a", "b"])
    #expect(wrap("", 10) == [""])
  }

  @Test func `cuts words longer than a line`() {
    #expect(wrap("ab cdefghijklm no", 5) == ["ab cd", "efghi", "jklm", "no"])
    #expect(wrap(String(repeating: "x", count: 300), 72).map(\.count) == [72, 72, 72, 72, 12])
  }

  @Test func `keeps the blank at the start of a token with its quote`() {
    #expect(wrap("a \" love\" b", 8) == ["a", "\" love\"", "b"])
    #expect(wrap("a \" love\" b", 9) == ["a \" love\"", "b"])
  }

  @Test func `breaks between wide characters but not before closing marks`() {
    #expect(wrap("我爱你们。好", 8) == ["我爱你", "们。好"])
    #expect(wrap("中文字", 3) == ["中", "文", "字"])
    #expect(wrap("中", 1) == ["?"])
  }

  @Test func `keeps roles and clusters that span runs`() {
    let text = StyledText("ab", .prompt) + StyledText("\u{301} cd", .steered)
    let lines = Wrapping.lines(of: text, width: 2)
    #expect(lines.map(\.string) == ["ab\u{301}", "cd"])
    #expect(lines[0].runs == [.init("ab\u{301}", .prompt)])
    #expect(lines[1].runs == [.init("cd", .steered)])
  }

  @Test func `truncates to a mark`() {
    #expect(Wrapping.truncated("steered", width: 7).string == "steered")
    #expect(Wrapping.truncated("steered by", width: 7).string == "steere…")
    #expect(Wrapping.truncated("中文字", width: 4).string == "中…")
  }
}
