import Reports
import Terminal
import Testing

@Suite struct `The line of progress` {
  private func line(
    _ share: Double, _ label: String, after seconds: Double, width: Int, from start: Double = 0
  ) -> String {
    ProgressLine.line(
      share, label, elapsed: seconds, from: start, layout: Layout(width: width, charset: .ascii)
    ).string
  }

  @Test func `has a bar, a rate and the time left`() {
    #expect(
      line(0.25, "reading 800 tokens", after: 2, width: 80)
        == " reading 800 tokens   25 %  [#######......................]  13 %/s  6.0 s left")
  }

  @Test func `has a rate by the minute where a second does little`() {
    #expect(line(0.02, "words", after: 10, width: 80).contains("  12 %/min  "))
    #expect(line(0.01, "words", after: 100, width: 80).contains("  0.6 %/min  "))
  }

  @Test func `has the rate of its label where there is one`() {
    let line = line(0.5, "cell 5 of 10 · 900 tokens/s", after: 2, width: 100)
    #expect(!line.contains("%/s") && line.contains("2.0 s left"))
  }

  @Test func `counts only what was done since it began`() {
    #expect(line(0.6, "words", after: 1, width: 80, from: 0.5).contains("10.0 %/s  4.0 s left"))
    let none = line(0.5, "words", after: 1, width: 80, from: 0.5)
    #expect(!none.contains("left") && !none.contains("/s"))
  }

  @Test(arguments: [10, 20, 30, 40, 60, 80, 200]) func `fits any width`(width: Int) {
    let line = line(0.3, "reading 800 tokens", after: 3, width: width)
    #expect(line.count < width)
    #expect(line.contains("30 %") && (width < 40 || line.contains("left")))
  }
}
