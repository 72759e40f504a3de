import FoundationEssentials
import Reports
import Testing

@Suite struct `Views` {
  /// Charsets, marks and widths that tests go through.
  static let layouts =
    [10, 11, 16, 23, 31].map { Layout(width: $0) }
    + SampleViews.widths.flatMap { width in
      [
        Layout(width: width), Layout(width: width, charset: .ascii),
        Layout(width: width, marksHighlights: true), Layout(width: width, hasColor: true),
      ]
    }

  @Test(arguments: layouts)
  func `fit their width`(layout: Layout) {
    let blocks = SampleViews.all.map(\.block) + SampleViews.hardTexts.flatMap(hardBlocks)
    for block in blocks {
      for line in block.lines(in: layout) { #expect(line.width <= layout.width, "\(line.string)") }
      for line in PlainRendering(layout).lines(block) {
        #expect(CellWidth.of(line) <= layout.width, "\(line)")
      }
    }
  }

  @Test(arguments: layouts)
  func `have the same characters in colour`(layout: Layout) {
    for (_, block) in SampleViews.all {
      let plain = PlainRendering(layout).text(block)
      for depth in Palette.Depth.allCases {
        let coloured = ANSIRendering(layout, palette: Palette(depth: depth)).text(block)
        #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
      }
    }
  }

  @Test func `keep their borders in ASCII where the charset asks for it`() {
    let layout = Layout(width: 80, charset: .ascii)
    for (name, block) in SampleViews.all where !name.contains("hard") && name != "errors" {
      let content: Set<Character> = ["中", "文", "é", "😀", "愛"]
      for line in PlainRendering(layout).lines(block) {
        #expect(line.allSatisfy { $0.isASCII || content.contains($0) }, "\(line)")
      }
    }
  }

  @Test func `draw no bar for what is rounding alone`() {
    func bars(_ values: [Double]) -> String {
      let chart = BarChart(
        headings: ["", "change"], rows: values.map { .init(label: "a", cells: [], value: $0) })
      return PlainRendering(Layout(width: 80)).text(.bars(chart))
    }
    #expect(!bars([-1.9e-6]).contains("█") && bars([-1.9e-6]).contains("+0.00"))
    #expect(bars([0.001, 0.004]).contains("+0.004") && bars([0.001, 0.004]).contains("█"))
    #expect(bars([-1.9e-6, 2]).contains("+2.00"))
  }

  /// Screens kept as files; `RECORD_FIXTURES=1` writes them anew and fails, to be looked at.
  @Test(arguments: SampleViews.all.map(\.name))
  func `look as they did`(name: String) throws {
    let view = try #require(SampleViews.all.first { $0.name == name })
    var text = ""
    for width in SampleViews.widths {
      text += "----- \(width) cells -----\n"
      text += PlainRendering(Layout(width: width)).text(view.block)
    }
    text += "----- 80 cells, ASCII, marks -----\n"
    text += PlainRendering(Layout(width: 80, charset: .ascii, marksHighlights: true)).text(
      view.block)
    try Fixture(name + ".txt").compare(text)
  }

  private func hardBlocks(_ text: String) -> [ReportBlock] {
    let styled = Escaping.styled(text, .steered)
    return [
      .text(styled), .text("   " + styled), .lines([styled]), .items([styled, styled, "a"]),
      .table(
        Table(
          columns: [.init("name"), .init("value", .right), .init("")],
          rows: [
            [styled, "1", styled], [StyledText("b"), styled],
          ])),
      .excerpt(Excerpt(source: text, marked: 3..<9, margin: 12, showsSource: false)),
      .excerpt(Excerpt(source: text, marked: text.count..<text.count)),
      .bars(
        BarChart(
          headings: [text, "a", "b"], rows: [.init(label: styled, cells: [styled], value: .nan)])),
      .sparkline(
        Sparkline(
          title: styled, values: (0..<500).map { Double($0 % 17) },
          axis: (0..<500).map(Double.init),
          axisName: text, style: .decimal(2))),
      .heatMap(
        HeatMap(
          title: styled, rowLabels: [text, "b"], columnLabels: (0..<40).map(String.init),
          values: [(0..<40).map(Double.init), [nil, .nan]], rowNotes: [text])),
      .tokenGrid(
        TokenGrid(
          title: styled, rowLabels: [text, "b"], columnLabels: (0..<40).map { "\($0) \(text)" },
          cells: [
            (0..<40).map { TokenGrid.Cell(text, isMarked: $0 % 2 == 0) }, [TokenGrid.Cell("a")],
          ])),
      .scoredText(
        ScoredText(
          [nil, .nan, -0.5, 100].map {
            ScoredText.Token(text: text, label: text, change: $0, isInjected: $0 == nil)
          })),
      .comparison(
        Comparison(
          head: styled, foot: styled, sides: [.init(text, isSteered: false)],
          rows: [
            .init(prompt: text, completions: [styled], notes: [styled]),
            .init(prompt: text, completions: [styled]),
          ], isOpen: true)),
    ]
  }
}

@Suite struct `Comparisons` {
  private func rules(_ width: Int, sides: Int = 2, notes: Bool = true) -> [Int] {
    let block = ReportBlock.comparison(
      Comparison(
        sides: (0..<sides).map { .init("\($0)", isSteered: $0 > 0) },
        rows: [
          .init(
            prompt: "p", completions: Array(repeating: " c", count: sides),
            notes: notes ? ["n"] : [])
        ]))
    let first = block.lines(in: Layout(width: width)).first?.string ?? ""
    return !first.hasPrefix("╭") ? [] : first.split { "╭┬╮".contains($0) }.map { $0.count - 2 }
  }

  @Test func `are flat where values differ by rounding alone`() {
    let noise = [0, 3e-8, -2e-8, 5e-8, 1e-8]
    func line(_ values: [Double]) -> String {
      ReportBlock.sparkline(
        Sparkline(
          title: "", values: values, axis: [0, 1, 2, 3, 4], axisName: "coeff", style: .decimal(2))
      ).lines(in: Layout(width: 80)).map(\.string).joined(separator: "\n")
    }
    #expect(line(noise).contains("▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁   0.00 everywhere"), "\(line(noise))")
    #expect(line(noise.map { $0 + 1000 }).contains("1000.00 everywhere"))
    // What differs is told apart, with more decimals if need be.
    let small = line([0.0011, 0.0012, 0.0013, 0.0014, 0.0015])
    #expect(small.contains("█") && small.contains("max 0.002 at coeff 4 · min 0.001"), "\(small)")
    func map(_ values: [Double], _ scale: HeatMap.Scale) -> String {
      ReportBlock.heatMap(
        HeatMap(
          title: "", rowLabels: ["a"], columnLabels: ["1", "2", "3", "4", "5"], values: [values],
          style: .decimal(2), scale: scale)
      ).lines(in: Layout(width: 80)).map(\.string).joined(separator: "\n")
    }
    #expect(!map(noise, .rising).contains { "░▒▓█".contains($0) })
    #expect(map(noise, .rising).contains("0.00 everywhere"))
    #expect(!map(noise, .aroundZero).contains("++"))
    #expect(map([0, 1, 2, 3, 4], .rising).contains("█"))
  }

  @Test func `stack below 72 cells`() {
    #expect(rules(71) == [])
    #expect(rules(72) == [32, 32])
  }

  @Test func `have two columns up to 159 cells and say what moved from 160`() {
    #expect(rules(80) == [36, 36])
    #expect(rules(159) == [72, 72])
    #expect(rules(160) == [55, 55, 40])
    #expect(rules(300) == [72, 72, 40])
    #expect(rules(300, notes: false) == [72, 72])
  }

  @Test func `have as many columns as sides where each has 32 cells`() {
    #expect(rules(105, sides: 3) == [])
    #expect(rules(106, sides: 3) == [32, 32, 32])
    #expect(rules(200, sides: 4, notes: false) == [46, 46, 46, 46])
  }

  @Test(arguments: `Views`.layouts)
  func `are the same shown row by row as at once`(layout: Layout) {
    for whole in [SampleViews.comparison, SampleViews.hard, SampleViews.fourSides] {
      let pieces = SampleViews.pieces(of: whole).flatMap {
        ReportBlock.comparison($0).lines(in: layout)
      }
      #expect(pieces == ReportBlock.comparison(whole).lines(in: layout))
    }
  }

  @Test func `say what does not fit`() {
    func text(_ width: Int) -> String {
      PlainRendering(Layout(width: width)).text(.comparison(SampleViews.fourSides))
    }
    #expect(text(80).contains("side by side they need 141 cells"))
    #expect(!text(141).contains("need"))
    #expect(text(160).contains("what moved beside 4 sides needs 184 cells"))
    #expect(!text(184).contains("need"))
  }

  @Test func `say a long prompt once`() {
    let prompt = String(repeating: "word ", count: 12)
    let comparison = Comparison(
      sides: [.init("unsteered", isSteered: false), .init("steered", isSteered: true)],
      rows: [" one", " two"].map { .init(prompt: prompt, completions: ["\($0)", "\($0)"]) })
    let text = PlainRendering().text(.comparison(comparison))
    #expect(text.split(separator: "word word word").count == 2 + 3)
    #expect(text.contains("│ … one"))
  }
}
