import Reports
import RunLog

/// One kept run in full.
struct RunPage {
  private let run: LoggedRun
  private let outputs: [LoggedOutput]

  init(_ run: LoggedRun, _ outputs: [LoggedOutput]) {
    (self.run, self.outputs) = (run, outputs)
  }

  var answer: Answer {
    Answer("runs", head + [.blank] + body, fields)
  }

  private var head: [ReportBlock] {
    var rows: [(String, StyledText)] = [
      ("run", "\(run.id ?? 0, .number)"), ("when", "\(run.started) UTC"),
      ("command", CodeStyle.styled(Escaping.escaped(run.line))),
    ]
    for vector in (run.vectors ?? "").split(separator: "\n") {
      rows.append(("vector", CodeStyle.styled(Escaping.escaped(String(vector)))))
    }
    if let seed = run.seed { rows.append(("seed", "\(seed, .number)")) }
    if let settings = run.settings { rows.append(("settings", StyledText(settings))) }
    if let model = run.model { rows.append(("model", StyledText(Escaping.escaped(model), .name))) }
    if let sum = run.weightsSHA256 { rows.append(("SHA-256", StyledText(sum))) }
    if let folder = run.folder { rows.append(("folder", StyledText(Escaping.escaped(folder)))) }
    rows.append(("program", StyledText(run.program)))
    rows.append(("took", StyledText(Figures.duration(run.seconds))))
    let table = Table(
      columns: [.init(""), .init("")],
      rows: rows.map { [StyledText($0.0, .dim), $0.1] }, indent: 1)
    return [.table(table)]
  }

  /// The completions side by side in the present width, or what the command showed.
  private var body: [ReportBlock] {
    guard let first = outputs.first, let prompt = run.prompt else {
      return run.report.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        .map { .text(StyledText(String($0))) }
    }
    let sides = Dictionary(grouping: outputs, by: \.side).sorted { $0.key < $1.key }.map(\.value)
    let columns = sides.map { side in
      let vector = side[0].vector
      return Comparison.Side(
        vector.map { "steered by \($0)" } ?? first.label, isSteered: vector != nil)
    }
    let rows = (0..<(sides.map(\.count).min() ?? 0)).map { sample in
      Comparison.Row(
        prompt: prompt,
        completions: sides.map { side in
          Escaping.styled(
            side[sample].text.withoutEnds, side[sample].vector == nil ? .unsteered : .steered)
        })
    }
    return [.comparison(Comparison(sides: columns, rows: rows))]
  }

  private var fields: [JSONValue.Member] {
    return [
      .init("run", .integer(Int(run.id ?? 0))), .init("started", .string(run.started)),
      .init("seconds", .double(run.seconds)), .init("program", .string(run.program)),
      .init("line", .string(run.line)), .init("script", .string(run.script)),
      .init("folder", run.folder.json),
      .init("model", run.model.json), .init("weights_sha256", run.weightsSHA256.json),
      .init("prompt", run.prompt.json), .init("vectors", run.vectors.json),
      .init("seed", run.seed.json),
      .init("outputs", .array(outputs.map(\.fields))), .init("report", .string(run.report)),
    ]
  }
}

extension LoggedOutput {
  /// The completion as data.
  var fields: JSONValue {
    [
      "side": .integer(side), "sample": .integer(sample), "label": .string(label),
      "vector": vector.json, "text": .string(text), "loss": loss.json,
    ]
  }
}

extension String {
  /// The text without the end-of-text tokens that fill it up.
  var withoutEnds: String {
    var text = Substring(self)
    while text.hasSuffix("<|endoftext|>") { text = text.dropLast("<|endoftext|>".count) }
    return String(text)
  }
}
