import Reports
import RunLog

/// Kept runs as a list, the latest last, where the prompt will stand.
struct RunList {
  private let runs: [RunDatabase.Summary]
  private let none: String
  private let word: String?

  /// A list of runs, or the sentence that there is none.
  init(_ runs: [RunDatabase.Summary], none: String, word: String? = nil) {
    (self.runs, self.none, self.word) = (runs, none, word)
  }

  var answer: Answer {
    var fields: [JSONValue.Member] = []
    if let word { fields.append(.init("search", .string(word))) }
    fields.append(.init("runs", .array(runs.map(record))))
    guard !runs.isEmpty else {
      return Answer("runs", [.text(StyledText(Escaping.escaped(none), .dim))], fields)
    }
    var table = Table(columns: [
      .init("run", .right), .init("when (UTC)"), .init("model"), .init("command"),
      .init("rated", .right),
    ])
    table.rows = runs.map { run in
      [
        StyledText("\(run.id)", .number), StyledText(String(run.started.dropLast(3)), .dim),
        StyledText(Escaping.escaped(run.model ?? "–"), .name), command(run),
        StyledText(run.ratings == 0 ? "" : "\(run.ratings)"),
      ]
    }
    return Answer("runs", [.table(table)], fields)
  }

  /// The command as it was typed; the seed where it was drawn, and what steered where it was in use.
  private func command(_ run: RunDatabase.Summary) -> StyledText {
    var text = CodeStyle.styled(Escaping.escaped(run.line.replacing("\n", with: " ")))
    if let seed = run.seed, !run.line.contains("seed=") {
      text += StyledText("  seed \(seed)", .dim)
    }
    if let vectors = run.vectors, !run.line.contains("with=") {
      text += StyledText("  " + Escaping.escaped(vectors.replacing("\n", with: " | ")), .dim)
    }
    return text
  }

  private func record(_ run: RunDatabase.Summary) -> JSONValue {
    [
      "run": .integer(Int(run.id)), "started": .string(run.started), "line": .string(run.line),
      "model": run.model.json,
      "vectors": run.vectors.json,
      "seed": run.seed.json, "ratings": .integer(run.ratings),
    ]
  }
}
