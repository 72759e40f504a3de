import Reports

/// The main views with invented numbers and texts that are hard to lay out.
enum SampleViews {
  static let widths = [20, 56, 72, 80, 120, 160, 200]

  static let all: [(name: String, block: ReportBlock)] = [
    ("compare", .comparison(comparison)), ("compare-three", .comparison(threeSides)),
    ("compare-hard", .comparison(hard)), ("compare-four", .comparison(fourSides)),
    ("compare-live", live), ("next", .bars(next)), ("sweep", .sparkline(sweep)),
    ("map", .heatMap(map)), ("list", .table(list)), ("errors", errors), ("items", .items(items)),
    ("scored", .scoredText(scored)), ("tokens", .tokenGrid(grid)),
    ("attention", .heatMap(attention)),
  ]

  static let comparison = Comparison(
    head: "gpt2-small · love = x(\"Love\", \"Hate\", 5, 6) · seed 42 · temperature 1 · top_p 0.3",
    foot: "3 of 3 pairs · 50 tokens · 2.1 s · 143 tokens/s · loss 3.12 → 3.57",
    sides: [
      .init("unsteered", isSteered: false), .init("steered by love", isSteered: true),
    ],
    rows: [
      .init(
        prompt: "I hate you because",
        completions: [
          StyledText(
            " you're such a stubborn person. You can't even tell me what's wrong with my life, and "
              + "then when it comes to your own problems, why do we need another one?\"", .unsteered
          ),
          StyledText(" you are so", .steered) + StyledText(" beautiful", .highlight(3))
            + StyledText(" and I", .steered) + StyledText(" love", .highlight(4))
            + StyledText(
              " you so much. You make me feel like a woman, and that is the most important thing "
                + "in my life.\" \"I know,\" he replied, smiling", .steered),
        ],
        notes: ["loss   2.98 → 3.41", "love   0.1 % → 11.8 %", "most moved:", "  \" love\"  +4.9"]),
      .init(
        prompt: "I hate you because",
        completions: [
          StyledText(
            " you are the only person in the world who can understand me, 中文 and café too. "
              + "\"What?\" He asked with his usual", .unsteered),
          StyledText(" you're the", .steered) + StyledText(" best", .highlight(2))
            + StyledText(" thing that ever happened to me. 😀 I", .steered)
            + StyledText(" love", .highlight(4))
            + StyledText(" everything about this album!", .steered),
        ],
        notes: ["loss   3.18 → 3.64", "love   0.2 % → 12.1 %"]),
    ])

  static let threeSides = Comparison(
    head: "gpt2-small · seed 42",
    sides: [
      .init("unsteered", isSteered: false), .init("steered by love", isSteered: true),
      .init("steered by calm", isSteered: true),
    ],
    rows: [
      .init(
        prompt: "I went up to my friend and said",
        completions: [
          " \"I'm going to kill you.\"", " \"I love you.\" He said \"I love you too.\"",
          " \"It is a quiet day, is it not?\"",
        ].map { StyledText($0, .steered) })
    ])

  static let fourSides = Comparison(
    head: "gpt2-small · seed 42",
    sides: (0..<4).map {
      Comparison.Side($0 == 0 ? "unsteered" : "steered by \($0)*love", isSteered: $0 > 0)
    },
    rows: [
      .init(
        prompt: "I hate you because",
        completions: [" you lie.", " I love you.", " love.", " love love"].map {
          StyledText($0, .steered)
        }, notes: ["loss  3.18 → 3.64 → 4.1 → 5"])
    ])

  /// The pieces of a comparison that is shown row by row, a row in the live place before its end.
  static func pieces(of whole: Comparison, isLive: Bool = false) -> [Comparison] {
    func piece(_ rowsAbove: Int?) -> Comparison.Piece {
      Comparison.Piece(
        rowsAbove: rowsAbove, rowCount: whole.rows.count, prompt: whole.rows[0].prompt,
        hasNotes: whole.rows.contains { !$0.notes.isEmpty })
    }
    var pieces = [
      Comparison(head: whole.head, sides: whole.sides, isOpen: true, piece: piece(nil))
    ]
    for (index, row) in whole.rows.enumerated() {
      let isLast = isLive && index == whole.rows.count - 1
      pieces.append(
        Comparison(
          foot: isLast ? "pair 2 of 2 · 23/50 tokens · 143 tokens/s · Ctrl-C stops" : "",
          sides: whole.sides, rows: [row], isOpen: !isLast, piece: piece(index)))
    }
    if !isLive {
      pieces.append(
        Comparison(foot: whole.foot, sides: whole.sides, piece: piece(whole.rows.count)))
    }
    return pieces
  }

  /// A comparison while its last pair is being written.
  static let live = ReportBlock.stack(
    pieces(of: comparison, isLive: true).map(ReportBlock.comparison))

  static let hardTexts = [
    "中文字符没有空格所以它们必须在任何两个字符之间换行，否则就会超出列宽。这是一个很长的句子。",
    "👩‍💻👨‍👩‍👧‍👦🇩🇪🏳️‍🌈😀 emoji of one and of many scalars ❤️ 👍🏽",
    "c\u{327}o\u{302}m\u{308}b\u{307}i\u{330}n\u{303}i\u{30A}n\u{306}g marks, e\u{301}\u{302}\u{303}\u{304}",
    String(repeating: "x", count: 300),
    "\u{1B}[31mred\u{7}\u{8}\r\n\n\tescape\u{202E}reversed",
    "한국어 글자도 넓다 ｆｕｌｌｗｉｄｔｈ",
  ]

  static let hard = Comparison(
    head: "tiny · 中 = x(\"愛\", \"憎\", 5, 6) · seed 1", foot: "stopped at 23/50 tokens",
    sides: [.init("unsteered", isSteered: false), .init("steered by 中", isSteered: true)],
    rows: hardTexts.map {
      Comparison.Row(
        prompt: "我恨你因为",
        completions: [Escaping.styled($0, .unsteered), Escaping.styled($0, .steered)])
    })

  static let next = BarChart(
    headings: ["token", "unsteered", "steered", "change in log-prob"],
    rows: [
      ("\" you\"", 0.182, 0.31, 0.53), ("\" I\"", 0.149, 0.122, -0.2),
      ("\" love\"", 0.001, 0.087, 4.47), ("\" hate\"", 0.022, 0.002, -2.4),
      ("\"愛\"", 0.004, 0.004, 0),
    ].map { token, before, after, change in
      BarChart.Row(
        label: StyledText(token, .string),
        cells: [StyledText(Figures.percent(before)), StyledText(Figures.percent(after))],
        value: change)
    })

  static let sweep = Sparkline(
    title: "love.coeff = -20..20 · P(\" love\") after \"I hate you because\"",
    values: (-20...20).map { (coefficient: Int) -> Double? in hill(coefficient - 12, 0, 6000) },
    axis: (-20...20).map(Double.init), axisName: "coeff")

  /// Highest at the origin, never below zero.
  private static func hill(_ x: Int, _ y: Int, _ width: Double) -> Double {
    max(0, 0.189 - Double(x * x + y * y) / width)
  }

  static let map = HeatMap(
    title: "P(\" love\") · rows love.layer, columns love.coeff",
    rowLabels: (0..<6).map { String($0 * 2) },
    columnLabels: (0..<11).map { String($0 * 4 - 20) },
    values: (0..<6).map { (row: Int) -> [Double?] in
      (0..<11).map { (column: Int) -> Double? in
        row == 5 && column == 0 ? nil : hill(row - 3, column - 8, 100)
      }
    },
    rowNotes: (0..<6).map { "\($0 * 3).3 %" })

  static let list = Table(
    columns: [
      .init("name"), .init("in use"), .init("vector", minimum: 20), .init("tokens"),
      .init("norm", .right),
    ],
    rows: [
      [
        StyledText("love", .name), "●", "x(\"Love\", \"Hate\", 5, 6)", "2+bos", "41.2",
      ],
      [StyledText("calm", .name), "", "x(\"Calm\", \"Anger\", 10, 8)", "2+bos", "77.9"],
      [
        StyledText("everything", .name), "",
        "x(\"I love everyone and everything there is\", \"I hate everyone\", 5, 6)*2 + calm",
        "9+bos",
        "1041.2",
      ],
    ])

  static let errors: ReportBlock = .stack([
    .excerpt(
      Excerpt(source: "let blend = love*2 + clam", marked: 21..<25, margin: 17, showsSource: false)),
    .text(StyledText("error:", .error) + " no vector named clam"),
    .text(StyledText("hint:  did you mean calm?", .hint)),
    .blank,
    .excerpt(Excerpt(source: ":compare \"中文 text \\q\" n=3", marked: 18..<20)),
    .excerpt(
      Excerpt(
        source: ":compare \"" + String(repeating: "word ", count: 60) + "\" n=0", marked: 315..<316)
    ),
  ])

  static let items = (1...23).map { StyledText("candidate-\($0)") }

  static let scored = ScoredText(
    [
      ("<|endoftext|>", nil), ("I", 0.2), (" hate", -9.1), (" you", 2.301), (" because", -0.004),
      (" she", 12), (" \"", .infinity), ("愛", -4.6), ("\" now.", 0.1),
    ].enumerated().map { place, token in
      ScoredText.Token(
        text: token.0, label: token.0, change: token.1, isInjected: (0..<3).contains(place))
    })

  static let grid = TokenGrid(
    title: "most probable next token · rows layers, columns positions",
    rowLabels: ["0", "1", "out"],
    columnLabels: ["0 <|endoftext|>", "1 I", "2 hate", "3 you"],
    cells: (0..<3).map { row in
      ["the", "a very long token", "you", "愛"].enumerated().map { column, text in
        TokenGrid.Cell(text, isMarked: (row + column) % 3 == 1)
      }
    })

  static let attention = HeatMap(
    title: "steered less unsteered · rows look, columns are looked at",
    rowLabels: ["<|endoftext|> 0", "I 1", "hate 2", "you 3"], columnLabels: ["0", "1", "2", "3"],
    values: (0..<4).map { row in (0...row).map { Double($0 * 2 - row) / 10 } },
    rowNotes: ["0 I", "0.1 I", "0.2 hate", "-0.3 you"], style: .signed(2), scale: .aroundZero)
}
