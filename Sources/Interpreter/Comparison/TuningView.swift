import Analysis
import Generation
import Reports
import Steering
import Tokenization
import Transformer

/// What is seen while a vector is tuned: the first pairs, the vector's code, and the keys.
struct TuningView {
  /// What both sides wrote so far.
  struct Texts {
    private(set) var unsteered: [[TokenID]] = []
    private(set) var steered: [[TokenID]] = []
    /// What moved on the steered side, as far as that was measured.
    var shifts: [SteeringShift?] = []
    /// Why there is no text.
    var problem: String?

    mutating func clear(steered isSteered: Bool) {
      problem = nil
      shifts = []
      if isSteered { steered = [] } else { unsteered = [] }
    }

    mutating func take(
      _ progress: ComparisonProgress, steered isSteered: Bool, from run: ComparisonRun
    ) {
      // Samples before these are done.
      let before = (isSteered ? steered : unsteered).prefix(progress.samples.lowerBound)
      let rows = progress.rows
      let prompt = run.model.tokenizer.tokens(run.prompt).count
      let texts = rows.map { row in
        Array(row.tokens.dropFirst(prompt).prefix { $0 != run.model.endOfText })
      }
      if isSteered { steered = before + texts } else { unsteered = before + texts }
    }
  }

  let run: ComparisonRun
  let name: String?
  let term: SteeringRecipe.Term
  let original: SteeringRecipe.Term
  let seed: UInt64
  let texts: Texts
  let label: String
  let shown: Int

  /// The pairs over the code and the keys, which stay in view where the screen is low.
  var frame: ReportBlock {
    var line = code(of: term)
    if term != original {
      let old = SteeringRecipe([original]).code
      line += StyledText("   (was \(old))", .dim)
    }
    var blocks: [ReportBlock] = [.comparison(table), .text(" " + line)]
    if let problem = texts.problem {
      blocks.append(.text(" " + StyledText.error(problem)))
    }
    blocks.append(
      .text(
        StyledText(
          " ←→ coeff, Shift ±5 · ↑↓ layer · r draws again · Enter keeps · Esc puts back", .dim)))
    return .stack(blocks)
  }

  /// The vector with its name, as it is typed.
  func code(of term: SteeringRecipe.Term) -> StyledText {
    let code = CodeStyle.styled(SteeringRecipe([term]).code)
    return name.map { StyledText($0, .name) + " = " + code } ?? "using " + code
  }

  /// The pairs.
  var table: Comparison {
    let count = min(shown, max(texts.unsteered.count, texts.steered.count, 1))
    let rows = (0..<count).map { sample in
      Comparison.Row(
        prompt: run.prompt,
        completions: [
          text(texts.unsteered, sample, .unsteered), steeredText(sample),
        ])
    }
    let head: [StyledText] = [
      StyledText(run.model.name, .name), "seed \(seed, .number)",
      "the first \(count) of \(run.samples)",
    ]
    return Comparison(
      head: head.dotted,
      sides: [
        .init("unsteered", isSteered: false), .init("steered by \(label)", isSteered: true),
      ],
      rows: rows)
  }

  private func steeredText(_ sample: Int) -> StyledText {
    if sample < texts.shifts.count, let shift = texts.shifts[sample] {
      return ShiftView(shift, run.model.tokenizer).text
    }
    return text(texts.steered, sample, .steered)
  }

  private func text(_ side: [[TokenID]], _ sample: Int, _ role: Role) -> StyledText {
    guard sample < side.count else { return StyledText() }
    return Escaping.styled(run.model.tokenizer.decode(side[sample]), role)
  }
}
