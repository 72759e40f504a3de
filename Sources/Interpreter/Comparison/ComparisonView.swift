import Analysis
import Generation
import Reports
import Steering
import Tokenization
import Transformer

/// A comparison as it is seen, while it runs and when it is done.
struct ComparisonView {
  let run: ComparisonRun
  let promptCount: Int
  /// Whether rows say what moved.
  let hasNotes: Bool

  init(_ run: ComparisonRun, hasNotes: Bool) {
    self.run = run
    self.hasNotes = hasNotes
    promptCount = run.model.tokenizer.tokens(run.prompt).count
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

  var end: TokenID { run.model.endOfText }

  func isSteered(_ side: Int) -> Bool { side > 0 || !run.showsUnsteered }

  var headings: [Comparison.Side] {
    (run.showsUnsteered ? [Comparison.Side("unsteered", isSteered: false)] : [])
      + run.sides.map { Comparison.Side("steered by \($0.label)", isSteered: true) }
  }

  /// The text of a completion up to its end; control characters visible.
  private func completion(_ tokens: ArraySlice<TokenID>, isSteered: Bool) -> StyledText {
    let text = run.model.tokenizer.decode(tokens.prefix { $0 != end })
    return Escaping.styled(text, isSteered ? .steered : .unsteered)
  }

  /// All that is needed to repeat the run.
  var head: StyledText {
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

  func rate(_ tokens: Int, _ seconds: Double) -> String {
    "\(Figures.decimal(Double(tokens) / max(seconds, 1e-9), 0)) tokens/s"
  }
}
