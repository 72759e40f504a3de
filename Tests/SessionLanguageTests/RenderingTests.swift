import SessionLanguage
import Testing

/// Wide characters take two cells here, as in a terminal.
private func cells(_ text: String) -> Int {
  text.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E80 ? 2 : 1) }
}

@Suite struct `A mistake is shown` {
  private let mistake = Diagnostic("wrong", at: SourceRange(9, 11), hint: "right")

  @Test func `under the typed line, moved by the prompt`() {
    #expect(
      mistake.rendered(in: ":compare ab cd", .typed(promptCells: 4), cells: cells) == [
        "             ^^", "error: wrong", "hint:  right",
      ])
  }

  @Test func `with the line again where it wrapped or had several`() {
    #expect(
      mistake.rendered(in: ":compare ab cd", .typed(promptCells: 10), width: 20, cells: cells) == [
        ":compare ab cd", "         ^^", "error: wrong", "hint:  right",
      ])
    #expect(
      Diagnostic("wrong", at: SourceRange(2, 3))
        .rendered(in: "a\nbcd", .typed(promptCells: 4), cells: cells) == [
          "bcd", "^", "error: wrong",
        ])
  }

  @Test func `in cells, not characters`() {
    let source = "\u{4E2D}\u{6587} + x\u{4E2D}"
    let place = SourceRange(9, 13)
    #expect(
      Diagnostic("wrong", at: place).rendered(in: source, .repeated, cells: cells) == [
        source, "       ^^^", "error: wrong",
      ])
  }

  @Test func `cut around the caret when the line is long`() {
    let source = String(repeating: "a", count: 50) + "XY" + String(repeating: "b", count: 50)
    let lines = Diagnostic("wrong", at: SourceRange(50, 52))
      .rendered(in: source, .repeated, width: 20, cells: cells)
    #expect(lines == ["…aaaaaaaaXYbbbbbbbb…", "         ^^", "error: wrong"])
    let long = Diagnostic("wrong", at: SourceRange(0, 102))
      .rendered(in: source, .repeated, width: 20, cells: cells)
    #expect(long == ["aaaaaaaaa…", "^^^^^^^^^^", "error: wrong"])
  }

  @Test func `without control characters of the source`() {
    let source = "a\tb\u{1B}[2Jc"
    let lines = Diagnostic("wrong", at: SourceRange(2, 3))
      .rendered(in: source, .typed(promptCells: 0), cells: cells)
    #expect(lines == ["a b\u{FFFD}[2Jc", "  ^", "error: wrong"])
  }

  @Test(arguments: [-5, 0, 3, 99]) func `even when its range lies outside the text`(place: Int) {
    let lines = Diagnostic("wrong", at: SourceRange(place, place))
      .rendered(in: "abc", .file("f"), cells: cells)
    #expect(lines.count == 3)
    #expect(lines.last?.hasSuffix("^") == true)
  }
}

@Suite struct `Spelling` {
  @Test(arguments: [
    ("clam", "calm"), ("cal", "calm"), ("temprature", "temperature"), ("coef", "coeff"),
    ("Love", "love"), ("gpt2-smal", "gpt2-small"), ("frob", nil), ("l", nil), ("", nil),
  ]) func `finds the nearest name`(word: String, name: String?) {
    let names = ["love", "calm", "temperature", "coeff", "layer", "gpt2-small", "gpt2-medium"]
    #expect(SessionLanguage.Spelling.nearest(to: word, among: names) == name)
  }
}
