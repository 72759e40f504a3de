import SessionLanguage
import Testing

@Suite struct `The line a mistake is in` {
  @Test func `is counted from one, in characters`() {
    let source = "love\n\u{4E2D}\u{6587} + e\u{301}x\r\nlast"
    let line = SourceLine(of: SourceRange(14, 18), in: source)
    #expect(line.number == 2)
    #expect(line.column == 6)
    #expect(line.text == "\u{4E2D}\u{6587} + e\u{301}x")
    #expect(line.marked == 5..<7)
    #expect(!line.isOnly)
  }

  @Test func `ends where the line does`() {
    let line = SourceLine(of: SourceRange(1, 9), in: "ab\ncd")
    #expect(line.text == "ab")
    #expect(line.marked == 1..<2)
    #expect(SourceLine(of: SourceRange(5, 6), in: "ab\ncd").marked == 2..<2)
  }

  @Test(arguments: [-5, 0, 3, 99]) func `is there for any range`(place: Int) {
    let line = SourceLine(of: SourceRange(place, place), in: "abc")
    #expect(line.text == "abc")
    #expect(line.isOnly)
  }
}
