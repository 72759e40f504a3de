import Analysis
import Reports
import SessionLanguage

/// Runs `:perplexity weddings.txt shipping.txt layer=0..11 mask=on`.
struct PerplexityCommand: Command {
  private enum Mask: String, CaseIterable {
    case on
    case off
  }

  let form = CommandForm(
    "perplexity", abbreviations: ["ppl"], .words, takesOptions: true, expressionOptions: ["with"],
    takesAxes: true)
  let help = CommandHelp(
    .instruments,
    ":perplexity FILE … [by=sentence|line|text] [method=normal|mask|pad] [label=COLUMN] "
      + "[text=COLUMN] [layer=0..11] [coeff=-1..4] [step=0.5] [with=EXPR]",
    "measures what steering does to the probability of files of texts",
    details: [
      "By label: the mean change of a token's log-probability, every token weighing the same, and",
      "the perplexity ratio exp(−mean), below 1 where steering helps.",
      "  .txt     cut into sentences (:help sentences); by=line or by=text cuts otherwise",
      "  .csv     a row a text: columns text and label, or those that text= and label= name",
      "  .jsonl   a line a text: keys likewise, or just texts in quotes",
      "Texts without a label have the name of their file.",
      "  method=mask  leaves out what is predicted where the vector is added; also mask=on",
      "  method=pad   as mask, with blanks before each text: only its first token is left out",
      "  layer=, coeff=  vary the vector in use, love.layer= one by name; two ranges give a map",
    ],
    examples: [
      ":perplexity weddings.txt shipping.txt mask=on",
      ":perplexity reviews.csv label=stars text=review",
      ":perplexity weddings.txt layer=0..11 method=pad",
      ":perplexity weddings.txt love.layer=0..11 love.coeff=-1..4 step=0.5",
    ],
    options: ["by", "method", "mask", "label", "text", "layer", "coeff", "step", "with"],
    values: [
      "by": .explained([
        "sentence": "each sentence is a text", "line": "each line", "text": "each file",
      ]),
      "method": .explained([
        "normal": "every token counts, the default",
        "mask": "not those where the vector is added", "pad": "blanks before each text take it",
      ]), "mask": .choice(["on", "off"]),
    ], exports: true, words: .file, related: ["score", "sentences"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    try call.allow(help.options)
    let model = try session.loadedModel(call)
    let method = try method(of: call)
    let varied = try VariedSide(call, in: session)
    guard !call.words.isEmpty else {
      throw Diagnostic(
        "expected a file of texts", at: call.end, hint: ":perplexity essay.txt mask=on")
    }
    let cut: CorpusFiles.Cut? = try call.choice("by")
    let corpus = try CorpusFiles(
      call.words, cut: cut, text: call.word(of: "text"), label: call.word(of: "label"))
    return try CorpusRun(
      call: call, model: model, varied: varied, texts: corpus.texts, method: method, cut: cut
    ).answer(in: session)
  }

  /// `mask=on` is short for `method=mask`.
  private func method(of call: Call) throws(Diagnostic) -> CorpusPerplexity.Method {
    let method: CorpusPerplexity.Method? = try call.choice("method")
    guard let mask: Mask = try call.choice("mask") else { return method ?? .normal }
    guard let method else { return mask == .on ? .mask : .normal }
    if (method == .normal) == (mask == .on) {
      throw Diagnostic(
        "method and mask contradict each other", at: try call.value(of: "mask")?.range ?? call.end,
        hint: "mask=on is short for method=mask")
    }
    return method
  }
}
