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
  let isWhole: Bool

  private var tokenizer: Tokenizer { run.reading.model.tokenizer }
  private var isSweep: Bool { conditions.count > 2 }

  /// The conditions in a table, then which tokens make up the divergence of each.
  var blocks: [ReportBlock] {
    var blocks: [ReportBlock] = [.text(head), .blank, .table(table)]
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
    if !isWhole { blocks += [.blank, .text(StyledText("stopped early", .dim))] }
    return blocks
  }

  /// The conditions as data.
  var fields: [JSONValue.Member] {
    [
      .init("position", .integer(run.position)),
      .init("conditions", .array([record(nil)] + conditions.map(record))),
      .init("interrupted", .bool(!isWhole)),
    ]
  }

  /// A row a condition.
  var data: DataTable {
    DataTable(
      "conditions",
      columns: ["condition", "code"] + run.varied.axes.map(\.name)
        + ["tokens", "perplexity", "mean_divergence", "divergence"],
      rows: [row("alone", nil, [], alone, divergence: 0)]
        + conditions.map { row($0.name, $0.code, $0.point, $0.found, divergence: divergence($0)) })
  }

  private func row(
    _ name: String, _ code: String?, _ point: [Double], _ found: PromptingComparison.Condition,
    divergence: Double
  ) -> [JSONValue] {
    let values = run.varied.axes.indices.map { axis -> JSONValue in
      axis < point.count ? .double(point[axis]) : .null
    }
    return [.string(name), code.json] + values + [
      .integer(found.tokens.count), found.perplexity.json, found.meanDivergence.json,
      .double(divergence),
    ]
  }

  private func record(_ condition: PromptingRun.Condition?) -> JSONValue {
    let found = condition?.found ?? alone
    var members: [JSONValue.Member] = [.init("name", .string(condition?.name ?? "alone"))]
    if let condition {
      members.append(.init("code", condition.code.json))
      for (axis, value) in zip(run.varied.axes, condition.point) {
        members.append(.init(axis.name, .double(value)))
      }
    }
    members += [
      .init("tokens", found.tokens.json),
      .init("scores", found.scores.json),
      .init("perplexity", found.perplexity.json),
      .init("divergences", found.divergences.json),
      .init("mean_divergence", found.meanDivergence.json),
    ]
    guard condition != nil else { return .object(members) }
    let divergence = Divergence(of: found.next, from: alone.next)
    members.append(.init("divergence", .double(divergence.total)))
    members.append(
      .init(
        "contributions",
        .array(
          divergence.greatest(run.count).map { token in
            [
              "token": .integer(Int(token)), "text": .string(tokenizer.decode([token])),
              "alone": .double(alone.next.probability(of: token)),
              "probability": .double(found.next.probability(of: token)),
              "contribution": .double(divergence.contributions[Int(token)]),
            ]
          })))
    return .object(members)
  }

  private func divergence(_ condition: PromptingRun.Condition) -> Double {
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
      StyledText(value.map { Figures.decimal($0, decimals) } ?? "none")
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
            StyledText(Figures.percent(alone.next.probability(of: token))),
            StyledText(Figures.percent(condition.found.next.probability(of: token))),
          ], value: divergence.contributions[Int(token)])
      }, style: .signed(4))
  }
}
