import Reports
import SessionLanguage

/// Runs `:against-prompting "I went to the church"`.
struct AgainstPromptingCommand: Command {
  let form = CommandForm(
    "against-prompting", .text, takesOptions: true, expressionOptions: ["with"], takesAxes: true)
  let help = CommandHelp(
    .instruments,
    ":against-prompting [\"text\"] [at=POS] [k=10] [layer=0..11] [coeff=C] [with=EXPR]",
    "compares steering a text with writing the vector's words before it",
    details: [
      "Three inputs end in the text: the text alone; the vector's plus text before it; as many blanks",
      "before it, with the vector added at the front. What is said over the text's own tokens is",
      "compared: its perplexity, and KL from what the text alone makes the model expect.",
      "The chart shows which tokens make up KL after the token at=, the last without it.",
      "layer= and coeff= vary the vector for this once.",
    ],
    examples: [
      ":against-prompting \"I went up to my friend and said\"",
      ":against-prompting \"I went up to my friend and said\" layer=0..11",
      ":against-prompting \"We went to the\" with=x(\" wedding\",\"\",1,4) k=5 at=2",
    ],
    options: ["at", "k", "layer", "coeff", "step", "with"], values: ["at": .position],
    exports: true,
    related: ["perplexity", "score"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    try call.allow(help.options)
    let count = try call.whole("k", in: 1...1000) ?? 10
    let reading = try SteeredText(call, in: session, session.state.settings, steeredBy: .needed)
    let varied = try VariedSide(call, in: session)
    return try PromptingRun(
      reading: reading, varied: varied,
      position: try reading.position("at") ?? reading.tokens.count - 1,
      count: count
    ).answer(in: session)
  }
}
