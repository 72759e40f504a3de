import Reports
import SessionLanguage

/// Runs `:examples`.
struct ExamplesCommand: Command {
  let form = CommandForm("examples", takesOptions: true)
  let help = CommandHelp(
    .vectors, ":examples [file=NAME]", "lists the published vectors and what came of them",
    details: [
      "They were found on gpt2-xl; :example makes them for the model that is loaded.",
      "“on tiny” says whether the built-in model shows it as it is or with a layer or coefficient "
        + "set for it; :example tells by how much.",
    ],
    examples: [":examples", ":example love run"], exports: true, related: ["example"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    try call.allow(help.options)
    let examples = ExampleVector.all
    let rows = examples.map { example in
      [
        StyledText(example.name, .name),
        StyledText(example.tiny.settings.isEmpty ? "as is" : "set"),
        StyledText(example.summary),
      ]
    }
    let columns: [Table.Column] = [.init("example"), .init("on tiny"), .init("what came of it")]
    let table = Table(columns: columns, rows: rows, indent: 1)
    let foot = StyledText(" \(examples.count) examples · :example NAME makes one", .dim)
    let records = examples.map { example -> JSONValue in
      let codes = example.parts.map { $0.code(layer: $0.layer) }
      let file = session.state.model.map { example.file($0) }
      return [
        "name": .string(example.name), "summary": .string(example.summary),
        "vectors": codes.json, "prompt": .string(example.prompt), "script": file.json,
        "on_tiny": example.tiny.json,
      ]
    }
    var answer = Answer(
      "examples", [.table(table), .text(foot)], [.init("examples", .array(records))],
      data: [DataTable("examples", objects: records)])
    answer.isPaged = true
    return answer
  }
}
