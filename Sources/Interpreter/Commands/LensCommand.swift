import Analysis
import Generation
import Reports
import SessionLanguage

/// Runs `:lens "I hate you because" k=5 at=3`.
struct LensCommand: Command {
  let form = CommandForm("lens", .text, takesOptions: true, expressionOptions: ["with"])
  let help = CommandHelp(
    .instruments, ":lens [\"text\"] [k=3] [at=POS] [with=EXPR]",
    "shows what the model would say if it ended at each layer",
    details: [
      "The logit lens: final norm and unembedding, read off the residual stream as it enters each",
      "layer and as it leaves the last. Below: the k most probable tokens at one position.",
      "at=0 is the beginning of text, at=-1 the last token, which is meant without at=.",
    ],
    examples: [
      ":lens \"I hate you because\"", ":lens \"I hate you because\" k=5 at=2",
      ":lens \"I hate you because\" with=none",
    ],
    options: ["k", "at", "with"], values: ["at": .position], exports: true,
    related: ["attention", "score"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    try call.allow(help.options)
    let reading = try SteeredText(call, in: session, session.state.settings)
    let count = try call.whole("k", in: 1...50) ?? 3
    let position = try reading.position("at") ?? reading.tokens.count - 1
    let output = session.output
    let lens = try reading.explaining {
      try LogitLens(
        reading.model, reading.tokens, steeredBy: reading.vector, top: count,
        session.watch(reading)
      ) { done, total in
        output.progress(Double(done) / Double(total), "layer \(done) of \(total)")
        return !Interrupt.isRaised
      }
    }
    session.lastTrace = reading.trace(lens.record)
    let view = LensView(reading: reading, lens: lens)
    return session.warned(
      Answer(
        "lens", view.blocks(at: position), reading.fields(lens.applied) + view.fields,
        data: [view.data], isResult: true))
  }
}
