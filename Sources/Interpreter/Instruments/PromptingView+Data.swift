import Analysis
import Reports
import Tokenization
import Transformer

/// The same as data.
extension PromptingView {
  /// The conditions as data.
  var fields: [JSONValue.Member] {
    [
      .init("position", .integer(run.position)),
      .init("conditions", .array([record(nil)] + conditions.map(record))),
      .init("without_numbers", .array(lost.map(\.json))),
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
}
