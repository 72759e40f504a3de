import Analysis
import Reports
import Steering
import Tokenization
import Transformer

/// Steering against prompting as it is seen and kept.
struct PromptingView {
  let run: PromptingRun
  let alone: PromptingComparison.Condition
  let conditions: [PromptingRun.Condition]
  let applied: [InjectionPlan.Applied]
  /// The settings whose predictions were no numbers.
  let lost: [[Double]]
  let isWhole: Bool

  var tokenizer: Tokenizer { run.reading.model.tokenizer }
  private var isSweep: Bool { conditions.count > 2 }

  /// The conditions in a table, then which tokens make up the divergence of each.
  var blocks: [ReportBlock] {
    var blocks: [ReportBlock] = [.text(" " + head), .blank, .table(table)]
    if isSweep {
      blocks += curve
      if let best = closest {
        blocks += [
          .blank,
          .text(StyledText("   most like prompting in KL: \(best.remark)", .dim)),
        ]
      }
    }
    let charted = isSweep ? conditions.prefix(1) : conditions[...]
    for condition in charted { blocks += [.blank, .bars(chart(condition))] }
    if !lost.isEmpty {
      let places = lost.map(run.varied.axes.place(of:)).joined(separator: "; ")
      let sentence = "predictions are no numbers at \(places): left out"
      blocks += [.blank, .text(" " + StyledText.warning(sentence))]
    }
    if !isWhole { blocks += [.blank, .text(StyledText(" stopped early", .dim))] }
    return blocks
  }

  /// How far the next token is from that of the text alone, in nats.
  func divergence(_ condition: PromptingRun.Condition) -> Double {
    condition.found.next.divergence(from: alone.next)
  }

  private var head: StyledText {
    var parts = [StyledText(run.reading.model.name, .name)]
    let side = isSweep ? nil : conditions.last.flatMap { try? run.varied.side(at: $0.point) }
    parts.append((side ?? run.varied.side).line)
    if isSweep {
      parts += run.varied.axes.filter { $0.varies }.map(\.line)
    } else {
      parts.append(StyledText(applied.summary, .dim))
    }
    return parts.dotted
  }

  private var place: String {
    "\(tokenizer.visible(of: run.reading.tokens[run.position])), position \(run.position)"
  }

  private var table: Table {
    func figure(_ value: Double?, _ decimals: Int) -> StyledText {
      StyledText(value.map { Figures.decimal($0, decimals) } ?? "–")
    }
    var table = Table(
      columns: [
        .init("condition"), .init(""), .init("perplexity", .right), .init("mean KL", .right),
        .init("KL at \(run.position)", .right),
      ],
      rows: [["text alone", "", figure(alone.perplexity, 2), "", ""]])
    for condition in conditions {
      table.rows.append([
        StyledText(condition.name, condition.code == nil ? .plain : .steered),
        Escaping.styled(condition.remark, .string), figure(condition.found.perplexity, 2),
        figure(condition.found.meanDivergence, 4), figure(divergence(condition), 4),
      ])
    }
    return table
  }

  /// Perplexity and divergence along the one axis that varies.
  private var curve: [ReportBlock] {
    let varying = run.varied.axes.indices.filter { run.varied.axes[$0].varies }
    guard varying.count == 1, let index = varying.first else { return [] }
    let steered = conditions.dropFirst()
    func line(_ title: String, _ value: (PromptingComparison.Condition) -> Double?) -> ReportBlock {
      .sparkline(
        Sparkline(
          title: StyledText(title, .heading), values: steered.map { value($0.found) },
          axis: steered.map { $0.point[index] }, axisName: run.varied.axes[index].name,
          style: .decimal(3)))
    }
    return [
      .blank, line("perplexity, steered") { $0.perplexity }, .blank,
      line("mean KL from the text alone, steered") { $0.meanDivergence },
    ]
  }

  /// The setting whose mean divergence is nearest to that of prompting.
  private var closest: PromptingRun.Condition? {
    guard let goal = conditions.first?.found.meanDivergence else { return nil }
    func distance(_ condition: PromptingRun.Condition) -> Double {
      (condition.found.meanDivergence.map { $0 - goal } ?? .infinity).magnitude
    }
    return conditions.dropFirst().min { distance($0) < distance($1) }
  }

  private func chart(_ condition: PromptingRun.Condition) -> BarChart {
    let divergence = Divergence(of: condition.found.next, from: alone.next)
    return BarChart(
      headings: ["after \(place)", "alone", condition.name, "share of KL in nats"],
      rows: divergence.greatest(run.count).map { token in
        BarChart.Row(
          label: StyledText(tokenizer.literal(of: token), .string),
          cells: [
            StyledText(Figures.share(alone.next.probability(of: token))),
            StyledText(Figures.share(condition.found.next.probability(of: token))),
          ], value: divergence.contributions[Int(token)])
      }, style: .signed(4))
  }
}
