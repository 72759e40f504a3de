import Analysis
import Reports
import Tokenization
import Transformer

/// What is expected next, unsteered and steered: the rows of `:next`, as seen and as data.
struct NextTokenView {
  /// By what the rows are chosen and ordered.
  enum Order: String, CaseIterable {
    /// By how much the probability changed, either way.
    case change
    /// By the greater of the two probabilities.
    case prob
    /// By what the token adds to the divergence.
    case kl
  }

  let text: SteeredText
  let position: Int
  let unsteered: NextTokenDistribution
  let steered: NextTokenDistribution?
  let count: Int
  let order: Order
  let ignored: [TokenID]

  var divergence: Divergence? {
    steered.map { Divergence(of: $0, from: unsteered) }
  }

  /// The chosen tokens, in order; of equal ones the lower number first.
  var rows: [TokenID] {
    guard let steered, let divergence else {
      return unsteered.mostProbable(count).filter { !ignored.contains($0) }
    }
    let keys = (0..<unsteered.count).map { index -> Double in
      let token = TokenID(index)
      let (before, after) = (unsteered.probability(of: token), steered.probability(of: token))
      // What is ignored has no probability on either side, and comes in no order first.
      guard !ignored.contains(token) else { return -.infinity }
      return switch order {
      case .change: abs(after - before)
      case .prob: max(before, after)
      case .kl: divergence.contributions[index]
      }
    }
    let ranked = keys.indices.sorted { (keys[$0], $1) > (keys[$1], $0) }
    return ranked.prefix(count).map { TokenID($0) }.filter { !ignored.contains($0) }
  }

  /// What is seen.
  var blocks: [ReportBlock] {
    let after =
      position == text.tokens.count - 1
      ? text.head("next token after")
      : text.head("next token after position \(position) of")
    var blocks: [ReportBlock] = [.text(" " + after), .blank]
    guard let steered, let divergence else {
      blocks += [.table(plainTable), .blank]
      return blocks + [.text(StyledText(" " + foot(unsteered), .dim))]
    }
    blocks += [.bars(chart(steered, divergence)), .blank]
    blocks.append(.text(StyledText(" " + foot(steered, divergence), .dim)))
    let most = divergence.greatest(count).filter { divergence.contributions[Int($0)] > 0 }
    let list = most.map { token in
      StyledText(text.model.tokenizer.literal(of: token), .string)
        + StyledText(" \(Figures.decimal(divergence.contributions[Int(token)], 4))", .number)
    }
    if !list.isEmpty {
      blocks.append(
        .text(
          StyledText(" most of the KL: ", .dim)
            + list.dotted))
    }
    return blocks
  }

  private func chart(
    _ steered: NextTokenDistribution, _ divergence: Divergence
  ) -> BarChart {
    var headings = ["token", "unsteered", "steered", "ratio"]
    if order == .kl { headings.append("KL") }
    return BarChart(
      headings: headings + ["change in log-prob"],
      rows: rows.map { token in
        let (before, after) = (unsteered.probability(of: token), steered.probability(of: token))
        var cells = [
          StyledText(Figures.probability(before)), StyledText(Figures.probability(after)),
          StyledText("×" + Self.ratio(after / before)),
        ]
        if order == .kl {
          cells.append(StyledText(Figures.signed(divergence.contributions[Int(token)], 4)))
        }
        return BarChart.Row(
          label: StyledText(text.model.tokenizer.literal(of: token), .string), cells: cells,
          value: steered.logProbability(of: token) - unsteered.logProbability(of: token))
      })
  }

  private var plainTable: Table {
    Table(
      columns: [.init("token"), .init("probability", .right), .init("log-prob", .right)],
      rows: rows.map { token in
        [
          StyledText(text.model.tokenizer.literal(of: token), .string),
          StyledText(Figures.probability(unsteered.probability(of: token)), .number),
          StyledText(Figures.decimal(unsteered.logProbability(of: token)), .number),
        ]
      })
  }

  private func foot(_ steered: NextTokenDistribution, _ divergence: Divergence? = nil) -> String {
    var parts = ["\(rows.count) of \(unsteered.count) tokens"]
    if let divergence {
      let (kl, entropy) = (divergence.total, steered.entropy)
      parts.append("KL(steered‖unsteered) \(Figures.decimal(kl, 3)) nats")
      parts.append(
        "entropy \(Figures.decimal(unsteered.entropy)) → \(Figures.decimal(entropy))")
      parts.append("KL/entropy \(Figures.decimal(kl / entropy, 3))")
    } else {
      parts.append("entropy \(Figures.decimal(unsteered.entropy)) nats")
    }
    if !ignored.isEmpty { parts.append("\(ignored.count) ignored") }
    return parts.joined(separator: " · ")
  }

  private static func ratio(_ value: Double) -> String {
    Figures.decimal(value, value < 0.1 ? 3 : value < 100 ? 2 : 0)
  }

}
