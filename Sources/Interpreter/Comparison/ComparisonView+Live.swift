import Analysis
import Generation
import Reports
import Tokenization
import Transformer

/// A comparison on its way: its head, the rows as they are done, the row that goes on.
extension ComparisonView {
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

  private func piece(above count: Int?) -> Comparison.Piece {
    Comparison.Piece(
      rowsAbove: count, rowCount: run.samples, prompt: run.prompt, hasNotes: hasNotes)
  }

  /// The text of a completion that goes on: a character is held back until all its bytes are there.
  private func growing(_ tokens: ArraySlice<TokenID>, isSteered: Bool) -> StyledText {
    var decoder = StreamingDecoder(run.model.tokenizer)
    let text = tokens.prefix { $0 != end }.reduce(into: "") { $0 += decoder.append($1) }
    return Escaping.styled(text, isSteered ? .steered : .unsteered)
  }
}
