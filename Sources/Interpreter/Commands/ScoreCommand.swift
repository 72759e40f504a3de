import Analysis
import Reports
import SessionLanguage

/// Runs `:score "I love you"` and `:score essay.txt`.
struct ScoreCommand: Command {
  let form = CommandForm("score", .words, takesOptions: true, expressionOptions: ["with"])
  let help = CommandHelp(
    .instruments, ":score \"text\"|FILE [k=20] [with=EXPR]",
    "colours a text by what steering does to each token's probability",
    details: [
      "Red tokens became less likely, green ones likelier: fully so at 4.6 nats, a hundredfold.",
      "Tokens at positions where the vector is added are grey. Below, the k that changed most.",
      "A word without quotes is a file of one text; the line break at its end is dropped.",
    ],
    examples: [
      ":score \"I love you because you are so kind\"",
      ":score \"The bride wore a white dress\" with=act(\" wedding\",4,6) k=5",
    ],
    options: ["k", "with"], exports: true, related: ["perplexity", "logprobs"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    try call.allow(help.options)
    let text = try text(of: call)
    let count = try call.whole("k", in: 1...10_000) ?? 20
    let reading = try SteeredText(call, text, in: session, session.state.settings)
    let score = try reading.explaining {
      try TextScore(
        reading.model, reading.tokens, steeredBy: reading.vector, session.watch(reading))
    }
    session.lastTrace = reading.trace(score.record)
    let view = ScoreView(reading: reading, score: score)
    return session.warned(
      Answer(
        "score", view.blocks(count), reading.fields(score.applied) + view.fields, data: [view.data],
        isResult: true))
  }

  /// The text in quotes, or what the file of that name holds.
  private func text(of call: Call) throws(Diagnostic) -> Located<String> {
    guard let value = call.values.first else {
      throw Diagnostic(
        "expected a text in quotes, or a file", at: call.end,
        hint: ":score \"I hate you because\"")
    }
    if case .text(let text) = value.node, call.values.count == 1 {
      guard !text.isEmpty else {
        throw Diagnostic(
          "the text is empty", at: value.range, hint: ":score \"I hate you because\"")
      }
      return Located(text, value.range)
    }
    guard let name = value.node.plainText, call.values.count == 1 else {
      let words = call.words.map(\.node).joined(separator: " ")
      throw Diagnostic(
        ":score takes one text or one file", at: call.values.last?.range ?? call.end,
        hint: "a text stands in quotes: :score \(words.quoted)")
    }
    if let format = LabelledText.Format(path: name), format != .txt {
      throw Diagnostic(
        ":score reads one text, and a .\(format.rawValue) holds several", at: value.range,
        hint: ":perplexity \(name)")
    }
    let contents: String
    do {
      contents = try ScriptFile.read(name)
    } catch {
      throw Diagnostic(
        "\(error)", at: value.range,
        hint: name.contains(".") ? nil : "a text stands in quotes: :score \(name.quoted)")
    }
    let text = contents.last?.isNewline == true ? String(contents.dropLast()) : contents
    guard !text.isEmpty else { throw Diagnostic("\(name) is empty", at: value.range) }
    return Located(text, value.range)
  }
}
