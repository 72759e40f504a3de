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

  init(_ run: ComparisonRun) {
    self.run = run
    promptCount = run.model.tokenizer.tokens(run.prompt).count
  }

  /// The first pair as far as it is.
  func frame(_ rows: [DecodingRow], step: Int, seconds: Double) -> ReportBlock {
    let first = rows.filter { $0.sample == 0 }.sorted { $0.side < $1.side }
    let texts = first.map { row in
      completion(row.tokens.dropFirst(promptCount), isSteered: isSteered(row.side)) + "▌"
    }
    let maximum = run.settings.sampling.maximumTokens
    let tokens = rows.reduce(0) { $0 + $1.tokens.count - promptCount }
    let count = run.settings.integer("n") ?? 1
    let state = StyledText(
      "pair 1 of \(count) · \(step)/\(maximum) tokens · \(rate(tokens, seconds)) · "
        + "Ctrl-C stops and keeps what is there", .dim)
    return .comparison(
      Comparison(
        head: state, sides: headings,
        rows: [Comparison.Row(prompt: run.prompt, completions: texts)], isOpen: true))
  }

  /// All pairs.
  func table(_ result: ComparisonResult) -> Comparison {
    let count = result.sides.map(\.count).min() ?? 0
    let rows = (0..<count).map { sample in
      Comparison.Row(
        prompt: run.prompt,
        completions: result.sides.enumerated().map { side, completions in
          let text = completion(completions[sample].tokens[...], isSteered: isSteered(side))
          let isCut = result.wasInterrupted && !completions[sample].tokens.contains(end)
          return isCut ? text + StyledText("⏹", .dim) : text
        })
    }
    return Comparison(head: head, foot: foot(result), sides: headings, rows: rows)
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

  /// All that is needed to repeat the run.
  private var head: StyledText {
    var parts = [StyledText(run.model.name, .name)] + run.sides.map(\.line)
    parts.append("seed \(run.seed, .number)")
    for (form, value) in run.settings.differences where form.topic == .sampling {
      guard form.name != "seed", form.name != "n" else { continue }
      parts.append("\(form.name) \(value, .number)")
    }
    return parts.joined(separator: StyledText(" · ", .dim))
  }

  private func foot(_ result: ComparisonResult) -> StyledText {
    let count = result.sides.map(\.count).min() ?? 0
    let noun = run.showsUnsteered ? "pair" : "text"
    let losses = result.sides.map { side in
      side.reduce(0) { $0 + Double($1.loss) } / Double(max(1, side.count))
    }
    var parts: [String] = []
    if result.wasInterrupted {
      parts.append("stopped at \(result.steps.done)/\(result.steps.maximum) tokens")
    } else {
      parts.append("\(count) \(noun)\(count == 1 ? "" : "s")")
      parts.append("\(result.steps.done) tokens")
    }
    parts.append(Figures.duration(result.duration.seconds))
    parts.append(rate(result.drawnTokens, result.duration.seconds))
    parts.append("loss " + losses.map { Figures.decimal($0) }.joined(separator: " → "))
    parts += touched(result)
    return StyledText(parts.joined(separator: " · "), .dim)
  }

  /// Where vectors were really added, read from the run.
  private func touched(_ result: ComparisonResult) -> [String] {
    var places: [String] = []
    for place in result.applied {
      let positions = place.positions
      let last = positions.upperBound - 1
      let at =
        positions.count > 1 ? "positions \(positions.lowerBound)–\(last)" : "position \(last)"
      let text = "\(place.point.code) \(at)"
      if !places.contains(text) { places.append(text) }
    }
    guard !run.sides.isEmpty else { return [] }
    return [places.isEmpty ? "touched nothing" : "added at " + places.joined(separator: ", ")]
  }

  private func rate(_ tokens: Int, _ seconds: Double) -> String {
    "\(Figures.decimal(Double(tokens) / max(seconds, 1e-9), 0)) tokens/s"
  }
}
