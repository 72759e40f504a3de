import Analysis
import Reports
import SessionLanguage

/// Runs `:align "I hate you because"`.
struct AlignCommand: Command {
  let form = CommandForm(
    "align", .text, takesOptions: true, expressionOptions: ["with"])
  let help = CommandHelp(
    .vectors, ":align [\"text\"] [with=EXPR] [file=NAME]",
    "shows which row of each addition lands on which token of a text",
    details: [
      "The text is read once with the vector added, and this is where it was. How large it was there",
      "is what :trace tells.",
    ],
    examples: [
      ":align \"I hate you because\"",
      ":align \"I hate you because\" with=x(\"Love\",\"Hate\",5,6,at=back)",
    ],
    options: ["with"], exports: true, related: ["trace", "positions", "tokens"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    let settings = try call.settings(
      session.state.settings, besides: help.options, topics: [.vectors])
    let text = try SteeredText(call, in: session, settings, steeredBy: .needed)
    let record = try text.explaining {
      try PredictionPass(
        text.model, [.init(text.tokens, steeredBy: text.vector)], session.watch(text)
      ).record
    }
    session.lastTrace = RunTrace(
      command: call.name.node, model: text.model,
      sequences: [RunTrace.Sequence(tokens: text.tokens, side: text.side)], record: record)
    let view = AlignmentView(text: text, placed: PlacedAddition.all(of: record))
    return session.warned(
      Answer(
        "align", view.blocks,
        text.fields + [.init("alignment", .array(view.data.objects))], data: [view.data],
        isResult: true))
  }
}
