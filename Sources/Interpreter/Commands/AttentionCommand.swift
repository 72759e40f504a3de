import Analysis
import Reports
import SessionLanguage

/// Runs `:attention "I hate you because" layer=6 head=0`.
struct AttentionCommand: Command {
  let form = CommandForm("attention", .text, takesOptions: true, expressionOptions: ["with"])
  let help = CommandHelp(
    .instruments, ":attention [\"text\"] layer=N head=H [with=EXPR]",
    "shows where an attention head looks, before and after steering",
    details: [
      "Rows are tokens that look, columns the positions they look at; each row adds up to 1.",
      "After each row stands the token that gets most, or that changed most.",
    ],
    examples: [
      ":attention \"I hate you because\" layer=7 head=0",
      ":attention \"I hate you because\" layer=7 head=2 with=none",
    ],
    options: ["layer", "head", "with"], exports: true, related: ["lens", "activations"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    try call.allow(help.options)
    let sizes = try session.loadedModel(call).network.sizes
    let layer = try number("layer", of: sizes.blocks, call, session)
    let head = try number("head", of: sizes.heads, call, session)
    let reading = try SteeredText(call, in: session, session.state.settings)
    let pattern = try reading.explaining {
      try AttentionPattern(
        reading.model, reading.tokens, steeredBy: reading.vector, layer: layer, head: head,
        session.watch(reading))
    }
    session.lastTrace = reading.trace(pattern.record)
    let view = AttentionView(reading: reading, pattern: pattern, layer: layer, head: head)
    return session.warned(
      Answer(
        "attention", view.blocks, reading.fields(pattern.applied) + view.fields, data: [view.data],
        isResult: true))
  }

  private func number(
    _ option: String, of count: Int, _ call: Call, _ session: Session
  ) throws(Diagnostic) -> Int {
    guard let value = try call.value(of: option) else {
      throw Diagnostic(
        "expected \(option)=", at: call.end,
        hint: ":attention \"I hate you because\" layer=\(min(6, count - 1)) head=0")
    }
    guard let number = value.node.plainNumber, let whole = Int(exactly: number) else {
      throw Diagnostic(
        "\(option) must be a whole number", at: value.range, hint: "\(option)=\(min(6, count - 1))")
    }
    guard (0..<count).contains(whole) else {
      throw Diagnostic(
        "\(try session.loadedModel(call).name) has no \(option) \(whole)", at: value.range,
        hint: "its \(option)s are 0 to \(count - 1)")
    }
    return whole
  }
}
