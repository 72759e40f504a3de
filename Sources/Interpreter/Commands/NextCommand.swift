import Analysis
import Reports
import SessionLanguage

/// Runs `:next "I hate you because" k=10`.
struct NextCommand: Command {
  let form = CommandForm(
    "next", abbreviations: ["n"], .text, takesOptions: true, expressionOptions: ["with"])
  let help = CommandHelp(
    .instruments,
    ":next [\"text\"] [k=10] [sort=ORDER] [at=POS] [ignore={…}] [with=EXPR] [file=NAME]",
    "shows which tokens the model expects next, unsteered and steered",
    details: [
      "KL(steered‖unsteered) tells in nats how surprised the unsteered model is by the steered one.",
      "sort=prob (the default) lists by the greater probability, change by how much it changed, kl by",
      "what each token adds to the KL. at=POS asks after another position, from 0 or, below it, from the end.",
      "ignore= leaves tokens out: neither side can say them, and the rest is scaled up to 1.",
    ],
    examples: [
      ":next \"I hate you because\"", ":next \"I went up to my friend and said\" k=5 sort=kl",
      ":next \"I hate you because\" ignore={\" you\",\" I\"} with=x(\"Love\",\"Hate\",10,6)",
    ],
    options: ["k", "at", "sort", "ignore", "with"],
    values: [
      "sort": .explained([
        "prob": "by the greater of both probabilities, the default",
        "change": "by how much the probability changed", "kl": "by what it adds to the KL",
      ]), "at": .position,
    ], exports: true,
    related: ["effect", "compare", "files"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    try call.allow(help.options)
    let text = try SteeredText(call, in: session, session.state.settings)
    let count = try call.whole("k", in: 1...text.model.network.sizes.vocabulary) ?? 10
    let position = try text.position("at") ?? text.tokens.count - 1
    let order = try call.choice("sort") ?? NextTokenView.Order.prob
    let ignored = try call.tokens(of: "ignore", text.model)
    let view: NextTokenView
    do {
      let pass = try PredictionPass(text.model, text.sides, session.watch(text))
      session.lastTrace = text.trace(pass.record)
      let unsteered = try pass.distribution(0, at: position)
      let steered = text.steering == nil ? nil : try pass.distribution(1, at: position)
      view = NextTokenView(
        text: text, position: position, unsteered: unsteered.excluding(Set(ignored)),
        steered: steered?.excluding(Set(ignored)), count: count, order: order, ignored: ignored)
    } catch {
      throw text.explained(error)
    }
    return session.warned(
      Answer("next", view.blocks, view.fields, data: [view.data], isResult: true))
  }
}
