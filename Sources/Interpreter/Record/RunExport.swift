import Reports
import RunLog

/// All kept runs as tables: a row a completion, with its ratings, and a row a run.
struct RunExport {
  private var completions = DataTable(
    "completions",
    columns: [
      "run", "started", "command", "model", "weights_sha256", "seed", "prompt", "side", "vector",
      "sample", "completion", "loss", "rating", "ratings",
    ])
  private var runs = DataTable(
    "runs",
    columns: [
      "run", "started", "seconds", "program", "command", "line", "script", "folder", "model",
      "weights_sha256", "prompt", "vectors", "seed", "settings", "record",
    ])

  /// What a record holds.
  init(_ record: RunDatabase) throws(RunLogError) {
    var (completions, runs) = (self.completions, self.runs)
    try record.forEachRun { run, outputs, ratings in
      runs.rows.append(Self.row(run))
      for output in outputs {
        let scores = ratings.filter { $0.side == output.side && $0.sample == output.sample }
        completions.rows.append(Self.row(run, output, scores.map(\.score)))
      }
    }
    (self.completions, self.runs) = (completions, runs)
  }

  var answer: Answer {
    let (runs, completions) = (runs.rows.count, completions.rows.count)
    return Answer(
      "runs",
      [
        .text(
          StyledText(
            "\(Figures.counted(runs, "run")), \(Figures.counted(completions, "completion"))"))
      ],
      [.init("count", .integer(runs)), .init("completions", .integer(completions))],
      data: [self.completions, self.runs])
  }

  private static func row(
    _ run: LoggedRun, _ output: LoggedOutput, _ scores: [Int]
  ) -> [JSONValue] {
    let mean = Double(scores.reduce(0, +)) / Double(max(1, scores.count))
    return [
      .integer(Int(run.id ?? 0)), .string(run.started), .string(run.command), run.model.json,
      run.weightsSHA256.json, run.seed.json, run.prompt.json,
      .string(output.label), output.vector.json, .integer(output.sample), .string(output.text),
      output.loss.json, scores.isEmpty ? .null : .double(mean),
      .integer(scores.count),
    ]
  }

  private static func row(_ run: LoggedRun) -> [JSONValue] {
    [
      .integer(Int(run.id ?? 0)), .string(run.started), .double(run.seconds),
      .string(run.program), .string(run.command), .string(run.line), .string(run.script),
      run.folder.json, run.model.json, run.weightsSHA256.json, run.prompt.json, run.vectors.json,
      run.seed.json, run.settings.json, .string(run.record),
    ]
  }
}
