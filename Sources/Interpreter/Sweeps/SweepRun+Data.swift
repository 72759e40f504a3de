import Analysis
import Reports
import Steering

extension SweepRun {
  /// The reduced table, a row for each prompt and setting, and the full one, a row for each
  /// completion, under the column names of the published data frames.
  ///
  /// `act_name` and `coeff` are those of the one term that steers, and left out for a sum.
  var data: [DataTable] { plan.samples > 0 ? [reduced, full] : [reduced] }

  private var axisNames: [String] { plan.axes.map(\.name) }

  private var reduced: DataTable {
    let metrics = plan.measures.known(withCompletions: plan.samples > 0)
    let columns =
      ["prompts", "activation_addition_index"] + metrics.map(\.column)
      + ["is_modified", "phrases", "act_name", "coeff", "control"] + axisNames
    return DataTable(
      "reduced", columns: columns,
      rows: result.outcomes.map { outcome in
        let cell = outcome.cell
        var row: [JSONValue] = [.string(plan.prompts[cell.prompt]), cell.vector.json]
        row += metrics.map { outcome[$0].json }
        return row + [.bool(cell.vector != nil)] + description(cell)
      })
  }

  private var full: DataTable {
    let counts = plan.measures.words == nil ? [] : [SweepMetric.count.column]
    let columns =
      [
        "completion_index", "prompts", "completions", "loss", "is_modified",
        "activation_addition_index", "metric_inputs",
      ] + counts + ["phrases", "act_name", "coeff", "control"] + axisNames
    var table = DataTable("full", columns: columns)
    for outcome in result.outcomes {
      let prompt = plan.prompts[outcome.cell.prompt]
      for (number, completion) in outcome.completions.enumerated() {
        let row: [JSONValue] = [
          .integer(number), .string(prompt), .string(completion.text), .float(completion.loss),
          .bool(outcome.cell.vector != nil), outcome.cell.vector.json,
          .string(prompt + completion.text),
        ]
        let counted = completion.count.map { [$0.json] } ?? []
        table.rows.append(row + counted + description(outcome.cell))
      }
    }
    return table
  }

  /// What steers a cell: phrases with their signs, place, coefficient, control, and the axes' values.
  private func description(_ cell: SweepCell) -> [JSONValue] {
    guard let vector = cell.vector else {
      return [JSONValue](repeating: .null, count: 4 + plan.axes.count)
    }
    let setting = plan.settings[vector]
    let terms = setting.recipe.terms
    let only = terms.count == 1 && terms[0].noise == nil ? terms.first : nil
    let phrases: [JSONValue] = terms.flatMap { term -> [JSONValue] in
      guard term.noise == nil else { return [.array([.string(term.code), 1])] }
      let plus: JSONValue = [.string(term.plus), 1]
      return term.minus.map { [plus, [.string($0), -1]] } ?? [plus]
    }
    let place: JSONValue? = only.map { term in
      if case .block(let layer, .residPre) = term.point { return .integer(layer) }
      return .string("\(term.point)")
    }
    let described: [JSONValue] = [
      .string(JSONValue.array(phrases).text), place ?? .null,
      (only?.coefficient).json,
      (setting.control?.rawValue).json,
    ]
    return described + setting.coordinates.map(\.json)
  }
}

extension SweepMetric {
  /// The name of its column; word counts are named after their metric as published ones are.
  fileprivate var column: String {
    switch self {
    case .count: "words_count"
    case .success: "words_success"
    default: rawValue
    }
  }
}
