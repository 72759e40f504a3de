import Analysis
import Generation
import Reports
import Steering
import Tokenization
import Transformer

/// A comparison as it is seen, while it runs and when it is done.
struct ComparisonView {
  private let run: ComparisonRun
  private let promptCount: Int
  /// Whether rows say what moved.
  let hasNotes: Bool

  init(_ run: ComparisonRun, hasNotes: Bool) {
    self.run = run
    self.hasNotes = hasNotes
    promptCount = run.model.tokenizer.tokens(run.prompt).count
  }

  /// The head and the headings, below which rows follow.
  var opening: Comparison {
    Comparison(head: head, sides: headings, isOpen: true, piece: piece(above: nil))
  }

  /// One row that is done.
  func piece(_ row: Comparison.Row, above count: Int) -> Comparison {
    Comparison(sides: headings, rows: [row], isOpen: true, piece: piece(above: count))
  }

  /// The lower border and the foot of what was shown row by row.
  func closing(_ whole: Comparison) -> Comparison {
    Comparison(foot: whole.foot, sides: headings, piece: piece(above: whole.rows.count))
  }

  /// One pair as far as it is.
  func frame(
    _ progress: ComparisonProgress, sample: Int, above count: Int, share: Double,
    seconds: Double
  ) -> ReportBlock {
    let texts = completions(of: sample, progress.rows).enumerated().map { side, tokens in
      // A pair that waits for others has no cursor.
      growing(tokens, isSteered: isSteered(side)) + (tokens.contains(end) ? "" : "▌")
    }
    let maximum = run.settings.sampling.maximumTokens
    let left = share > 0.01 ? seconds / share * (1 - share) : 0
    let state = StyledText(
      "\(noun(1)) \(sample + 1) of \(run.samples) · \(progress.step)/\(maximum) tokens · "
        + rate(progress.drawnTokens, seconds)
        + (left >= 1 ? " · \(Figures.duration(left)) left" : "")
        + " · Ctrl-C stops and keeps", .dim)
    return .comparison(
      Comparison(
        foot: state, sides: headings,
        rows: [Comparison.Row(prompt: run.prompt, completions: texts)],
        piece: piece(above: count)))
  }

  /// What was written so far for one sample, by side.
  func completions(of sample: Int, _ rows: [DecodingRow]) -> [ArraySlice<TokenID>] {
    rows.filter { $0.sample == sample }.sorted { $0.side < $1.side }
      .map { $0.tokens.dropFirst(promptCount) }
  }

  /// A pair that is done, with what moved where that was measured.
  func row(
    _ completions: [ArraySlice<TokenID>], losses: [Float], shifts: [SteeringShift?], isCut: Bool
  ) -> Comparison.Row {
    let texts = completions.enumerated().map { side, tokens in
      let text =
        shifts[side].map { ShiftView($0, run.model.tokenizer).text }
        ?? completion(tokens, isSteered: isSteered(side))
      return isCut && !tokens.contains(end) ? text + StyledText("⏹", .dim) : text
    }
    return Comparison.Row(
      prompt: run.prompt, completions: texts, notes: hasNotes ? notes(losses, shifts) : [])
  }

  /// All pairs.
  func table(_ rows: [Comparison.Row], _ result: ComparisonResult, seconds: Double) -> Comparison {
    Comparison(head: head, foot: foot(result, seconds), sides: headings, rows: rows)
  }

  /// What a row is called.
  func noun(_ count: Int) -> String {
    (run.showsUnsteered && !run.sides.isEmpty ? "pair" : "text") + (count == 1 ? "" : "s")
  }

  private func notes(_ losses: [Float], _ shifts: [SteeringShift?]) -> [StyledText] {
    let shown = losses.map { loss(Double($0)) }.joined(separator: " → ")
    var lines = ["loss  " + StyledText(shown, .number)]
    for (side, shift) in shifts.enumerated() {
      guard let shift else { continue }
      let moved = ShiftView(shift, run.model.tokenizer).mostMoved
      guard !moved.isEmpty else { continue }
      let name =
        run.sides.count > 1 ? " by \(run.sides[side - (run.showsUnsteered ? 1 : 0)].label)" : ""
      lines.append(StyledText("most moved\(name):", .dim))
      lines += moved
    }
    return lines
  }

  private func piece(above count: Int?) -> Comparison.Piece {
    Comparison.Piece(
      rowsAbove: count, rowCount: run.samples, prompt: run.prompt, hasNotes: hasNotes)
  }

  private var end: TokenID { run.model.endOfText }

  private func isSteered(_ side: Int) -> Bool { side > 0 || !run.showsUnsteered }

  private var headings: [Comparison.Side] {
    (run.showsUnsteered ? [Comparison.Side("unsteered", isSteered: false)] : [])
      + run.sides.map { Comparison.Side("steered by \($0.label)", isSteered: true) }
      + (run.sides.isEmpty && !run.showsUnsteered
        ? [Comparison.Side("unsteered", isSteered: false)] : [])
  }

  /// The text of a completion up to its end; control characters visible.
  private func completion(_ tokens: ArraySlice<TokenID>, isSteered: Bool) -> StyledText {
    let text = run.model.tokenizer.decode(tokens.prefix { $0 != end })
    return Escaping.styled(text, isSteered ? .steered : .unsteered)
  }

  /// The text of a completion that goes on: a character is held back until all its bytes are there.
  private func growing(_ tokens: ArraySlice<TokenID>, isSteered: Bool) -> StyledText {
    var decoder = StreamingDecoder(run.model.tokenizer)
    let text = tokens.prefix { $0 != end }.reduce(into: "") { $0 += decoder.append($1) }
    return Escaping.styled(text, isSteered ? .steered : .unsteered)
  }

  /// All that is needed to repeat the run.
  private var head: StyledText {
    let parts = [StyledText(run.model.name, .name)] + run.sides.map(\.line)
    return (parts + run.settings.samplingLine(seed: run.seed)).dotted
  }

  private func foot(_ result: ComparisonResult, _ seconds: Double) -> StyledText {
    let count = result.sides.map(\.count).min() ?? 0
    let losses = result.sides.map { side in
      side.reduce(0) { $0 + Double($1.loss) } / Double(max(1, side.count))
    }
    var parts: [String] = []
    if result.wasInterrupted {
      let pairs = count < run.samples ? "\(count) of \(run.samples) \(noun(run.samples)), " : ""
      parts.append("stopped at \(pairs)\(result.steps.done)/\(result.steps.maximum) tokens")
    } else {
      parts.append("\(count) \(noun(count))")
      parts.append(Figures.counted(result.steps.done, "token"))
    }
    parts.append(Figures.duration(seconds))
    parts.append(rate(result.drawnTokens, seconds))
    parts.append("loss " + losses.map(self.loss).joined(separator: " → "))
    let lines = [parts.joined(separator: " · ")] + touched(result)
    return StyledText(lines.joined(separator: "\n"), .dim)
  }

  /// Which rows really landed on which tokens, a line for each place, read from the run.
  private func touched(_ result: ComparisonResult) -> [String] {
    let trace = run.trace(result)
    return trace.sequences.indices.flatMap { index -> [String] in
      guard let side = trace.sequences[index].side else { return [] }
      let lines = trace.record.hasMoved(index) ? trace.alignment(index) : ["touched nothing"]
      return run.sides.count > 1 ? lines.map { "\(side.label): \($0)" } : lines
    }
  }

  /// What Ctrl-C kept from being measured is not known.
  private func loss(_ value: Double) -> String { value.isNaN ? "?" : Figures.decimal(value) }

  private func rate(_ tokens: Int, _ seconds: Double) -> String {
    "\(Figures.decimal(Double(tokens) / max(seconds, 1e-9), 0)) tokens/s"
  }
}
