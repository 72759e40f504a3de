import Analysis
import Reports
import Tokenization
import Transformer

/// A score as it is seen and kept.
struct ScoreView {
  let reading: SteeredText
  let score: TextScore

  private var tokenizer: Tokenizer { reading.model.tokenizer }
  private var isSteered: Bool { reading.side != nil }

  /// The text in colours, its perplexities, and the `count` tokens that changed most.
  func blocks(_ count: Int) -> [ReportBlock] {
    var blocks: [ReportBlock] = [.text(" " + reading.head(score.applied)), .blank]
    if isSteered { blocks += [.scoredText(ScoredText(tokens)), .blank] }
    return blocks + (isSteered ? chart(count) : table(count)) + [.blank, .text(" " + sums)]
  }

  /// The numbers as data.
  var fields: [JSONValue.Member] {
    var fields: [JSONValue.Member] = [
      .init("unsteered", score.unsteered.json),
      .init("unsteered_perplexity", score.unsteeredPerplexity.json),
    ]
    guard isSteered else { return fields }
    fields += [
      .init("steered", score.steered.json),
      .init("differences", score.differences.json),
      .init("steered_perplexity", score.steeredPerplexity.json),
      .init("perplexity_ratio", score.perplexityRatio.json),
    ]
    return fields
  }

  /// A row a token, from the second on.
  var data: DataTable {
    let columns = ["position", "token", "text", "unsteered"]
    let differences = score.differences
    return DataTable(
      "tokens", columns: columns + (isSteered ? ["steered", "difference"] : []),
      rows: score.unsteered.indices.map { index in
        let token = score.tokens[index + 1]
        let row: [JSONValue] = [
          .integer(index + 1), .integer(Int(token)), .string(tokenizer.decode([token])),
          .float(score.unsteered[index]),
        ]
        return isSteered
          ? row + [.float(score.steered[index]), .double(differences[index])] : row
      })
  }

  /// Every token with its change; a character shows with the token that completes it.
  private var tokens: [ScoredText.Token] {
    let injected = score.applied.positions(1)
    let differences = score.differences
    var decoder = StreamingDecoder(tokenizer)
    var tokens = score.tokens.enumerated().map { position, token in
      ScoredText.Token(
        text: decoder.append(token), label: tokenizer.visible(of: token),
        change: position > 0 ? differences[position - 1] : nil,
        isInjected: injected.contains(position))
    }
    if let last = tokens.indices.last { tokens[last].text += decoder.finish() }
    return tokens
  }

  /// The places of the `count` greatest values, in the order of the text.
  private func greatest(_ count: Int, _ values: [Double]) -> [Int] {
    let sorted = values.indices.sorted { (values[$0], $1) > (values[$1], $0) }
    return sorted.prefix(count).sorted()
  }

  private func chart(_ count: Int) -> [ReportBlock] {
    let differences = score.differences
    let shown = greatest(count, differences.map(\.magnitude))
    let rows = shown.map { index in
      BarChart.Row(
        label: label(index),
        cells: [figure(score.unsteered[index]), figure(score.steered[index])],
        value: differences[index])
    }
    return heading(shown.count, "changed most") + [
      .bars(BarChart(headings: ["token", "unsteered", "steered", "change in nats"], rows: rows))
    ]
  }

  private func table(_ count: Int) -> [ReportBlock] {
    let shown = greatest(count, score.unsteered.map { -Double($0) })
    let table = Table(
      columns: [.init("token"), .init("log-probability", .right)],
      rows: shown.map { [label($0), figure(score.unsteered[$0])] })
    return heading(shown.count, "were expected least") + [.table(table)]
  }

  private func heading(_ shown: Int, _ remark: String) -> [ReportBlock] {
    let all = score.unsteered.count
    guard shown < all else { return [] }
    return [.text(StyledText("   the \(shown) of \(all) tokens that \(remark):", .dim))]
  }

  private func label(_ index: Int) -> StyledText {
    let width = String(score.unsteered.count).count
    let position = String(index + 1)
    return StyledText(
      String(repeating: " ", count: max(0, width - position.count)) + position + "  ", .dim)
      + StyledText(tokenizer.visible(of: score.tokens[index + 1]), .string)
  }

  private func figure(_ value: Float) -> StyledText { StyledText(Figures.decimal(Double(value))) }

  private var sums: StyledText {
    func perplexity(_ value: Double?) -> String { value.map { Figures.decimal($0) } ?? "–" }
    let count = score.unsteered.count
    var text = StyledText("\(Figures.counted(count, "token")) · perplexity ", .dim)
    text += StyledText(perplexity(score.unsteeredPerplexity))
    guard isSteered, let ratio = score.perplexityRatio, let mean = score.meanDifference else {
      return text
    }
    text += StyledText(" → ", .dim) + StyledText(perplexity(score.steeredPerplexity), .steered)
    text += StyledText(" · ratio ", .dim)
    text += StyledText(Figures.decimal(ratio, 4), ratio < 1 ? .gain : .loss)
    return text + StyledText(" · mean change \(Figures.signed(mean, 4)) nats", .dim)
  }
}
