import Reports
import SessionLanguage

/// Runs `:example love`, `:example love run`.
struct ExampleCommand: Command {
  let form = CommandForm("example", .words, takesOptions: true)
  let help = CommandHelp(
    .vectors, ":example NAME [run] [file=NAME]",
    "makes a published vector, sets the sampling and shows, or runs, its :compare",
    details: [
      "Layers are scaled to the depth of the model that is loaded; what differs is said.",
      "What is counted on tiny are 50 texts of 40 tokens a side, seed 0; random rows have the",
      "norms of the vector's.",
      "The same for tiny lies in Examples/vectors, a script each.",
    ],
    examples: [":example love", ":example weddings run", ":examples"], exports: true,
    words: .example, followers: ["": .explained(["run": "runs its :compare too"])],
    related: ["examples"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    try call.allow(help.options)
    let example = try example(call)
    let runs = try self.runs(call)
    let script = ExampleScript(example, session.state.model)
    var blocks: [ReportBlock] = [
      .text(StyledText("\(example.name): \(example.summary)"))
    ]
    blocks += script.remarks.map { .text(StyledText($0, .dim)) }
    for line in script.definitions + [script.settings] {
      _ = try session.answer(line: line, for: call)
      blocks.append(.code(CodeStyle.styled(line)))
    }
    session.lastPrompt = script.prompt
    blocks.append(.code(CodeStyle.styled(script.comparison)))
    let fields: [JSONValue.Member] = [
      .init("example", .string(example.name)), .init("summary", .string(example.summary)),
      .init("remarks", script.remarks.json),
      .init("lines", (script.definitions + [script.settings, script.comparison]).json),
    ]
    guard runs else {
      let lines = script.definitions + [script.settings, script.comparison]
      return Answer(
        "example", blocks, fields,
        data: [DataTable("lines", columns: ["line"], rows: lines.map { [.string($0)] })])
    }
    var answer = try session.answer(line: script.comparison, for: call)
    answer.blocks = blocks + answer.blocks
    answer.fields += fields
    return answer
  }

  private func example(_ call: Call) throws(Diagnostic) -> ExampleVector {
    guard let word = call.words.first else {
      throw Diagnostic(
        "which example?", at: call.end, hint: ":example love   (:examples lists them)")
    }
    if let example = ExampleVector.named(word.node) { return example }
    let near = Spelling.nearest(to: word.node, among: ExampleVector.all.map(\.name))
    throw Diagnostic(
      "no example named \(word.node)", at: word.range,
      hint: near.map { "did you mean \($0)?" } ?? ":examples lists them")
  }

  private func runs(_ call: Call) throws(Diagnostic) -> Bool {
    guard let second = call.values.dropFirst().first else { return false }
    guard second.node.plainText == "run", call.values.count == 2 else {
      throw Diagnostic(
        "unexpected \(second.node)", at: second.range, hint: ":example \(call.words[0].node) run")
    }
    return true
  }
}
