import Reports
import Testing

@Suite struct `Tokens coloured by a change` {
  private func parameters(
    _ role: Role, _ depth: Palette.Depth = .full, _ theme: Palette.Theme = .light
  ) -> String { Palette(depth: depth, theme: theme).parameters(of: role) }

  @Test func `have the published colours on a light ground`() {
    #expect(parameters(ScoredText.role(-4.6)) == "30;48;2;255;128;128")
    #expect(parameters(ScoredText.role(0)) == "30;48;2;255;255;255")
    #expect(parameters(ScoredText.role(4.6)) == "30;48;2;128;255;128")
    #expect(parameters(.injected) == "30;48;2;224;224;224")
  }

  @Test func `are linear between and clamped beyond`() {
    #expect(parameters(ScoredText.role(2.3)) == "30;48;2;191;255;191")
    #expect(parameters(ScoredText.role(-1.15)) == "30;48;2;255;223;223")
    #expect(ScoredText.role(100) == ScoredText.role(4.6))
    #expect(ScoredText.role(-100) == ScoredText.role(-4.6))
    #expect(ScoredText.role(.nan) == .plain)
  }

  @Test func `leave a dark ground alone where nothing changes`() {
    for depth in Palette.Depth.allCases {
      #expect(parameters(ScoredText.role(0), depth, .dark) == "")
      #expect(parameters(ScoredText.role(4.6), depth, .dark).contains("48;") || depth == .sixteen)
    }
    #expect(parameters(ScoredText.role(-4.6), .full, .dark) == "97;48;2;175;0;0")
  }

  @Test(arguments: Palette.Depth.allCases, Palette.Theme.allCases)
  func `tell more from less`(depth: Palette.Depth, theme: Palette.Theme) {
    let (less, more) = (ScoredText.role(-3), ScoredText.role(3))
    #expect(parameters(less, depth, theme) != parameters(more, depth, theme))
    #expect(!parameters(less, depth, theme).isEmpty)
  }

  private let text = ScoredText([
    .init(text: "<|b|>", label: "<|b|>", change: nil, isInjected: true),
    .init(text: "I", label: "I", change: 0.25, isInjected: true),
    .init(text: " love", label: "␣love", change: -1.5, isInjected: false),
  ])

  @Test func `run on as a text above their scale in colour`() {
    let lines = ReportBlock.scoredText(text).lines(in: Layout(width: 80, hasColor: true))
    #expect(lines.first?.string == "   <|b|>I love")
    #expect(lines.first?.runs.map(\.role) == [.plain, .injected, .shift(-41)])
    #expect(lines.last?.string.contains("-4.6") == true)
    #expect(lines.last?.string.contains("added here") == true)
  }

  @Test func `have their numbers below without colour`() {
    let lines = ReportBlock.scoredText(text).lines(in: Layout(width: 80)).map(\.string)
    #expect(lines[0] == "   <|b|>  I        ␣love")
    #expect(lines[1] == "   [·]    [+0.25]  -1.50")
  }
}

@Suite struct `Maps around zero` {
  @Test func `have the same scale on both sides and leave the rest of a short row empty`() {
    let map = HeatMap(
      title: "", rowLabels: ["a", "b"], columnLabels: ["0", "1", "2"],
      values: [[-1], [-0.1, 0.5, 1]], style: .signed(1), scale: .aroundZero)
    let lines = ReportBlock.heatMap(map).lines(in: .standard).map(\.string)
    #expect(lines.contains("   a --      "))
    #expect(lines.contains("   b  ·  + ++"))
    #expect(lines.last == "   -1.0 -- -0.6  - -0.2  · +0.2  + +0.6 ++ +1.0")
  }

  @Test func `may share the ends of their scale`() {
    let map = HeatMap(
      title: "", rowLabels: ["a"], columnLabels: ["0"], values: [[0.5]], style: .decimal(1),
      bounds: 0...1)
    let lines = ReportBlock.heatMap(map).lines(in: .standard).map(\.string)
    #expect(lines.contains { $0.hasSuffix("▒▒") })
    #expect(lines.last?.contains("1.0") == true)
  }
}
