import Analysis
import Reports

extension ComparisonRun {
  /// A row a completion, under the column names of the published data frames.
  func data(_ result: ComparisonResult) -> DataTable {
    var table = DataTable(
      "completions",
      columns: ["side", "completion_index", "prompts", "completions", "loss", "is_modified"])
    for (side, completions) in result.sides.enumerated() {
      let steering = showsUnsteered ? side - 1 : side
      let isSteered = sides.indices.contains(steering)
      for (index, completion) in completions.enumerated() {
        table.rows.append([
          .string(isSteered ? sides[steering].label : "unsteered"), .integer(index),
          .string(prompt), .string(completion.text), .float(completion.loss), .bool(isSteered),
        ])
      }
    }
    return table
  }
}
