import Reports
import SessionLanguage
import Tokenization

/// Runs `:tokens " wedding dress"`.
struct TokensCommand: Command {
  let form = CommandForm("tokens", abbreviations: ["t"], .text, takesOptions: true)
  let help = CommandHelp(
    .models, ":tokens \"text\" [file=NAME]", "shows the tokens of a text: position, number, text",
    details: ["Blanks count: \" wedding\" and \"wedding\" are different tokens."],
    examples: [":tokens \" wedding dress\"", ":tokens \"weddings\""], exports: true)

  func run(_ call: Call, in session: Session) throws -> Answer {
    try call.allow(help.options)
    let text = try call.neededText()
    let model = try session.loadedModel(call)
    let tokens = model.tokenizer.tokens(text.node)
    let positions = tokens.indices.map { String($0).count }.max() ?? 1
    let numbers = tokens.map { String($0).count }.max() ?? 1
    let items = tokens.enumerated().map { position, token -> StyledText in
      StyledText(padded(position, positions) + "  ", .dim)
        + StyledText(padded(Int(token), numbers), .number) + "  "
        + StyledText(model.tokenizer.literal(of: token), .string) + "  "
    }
    let data = DataTable(
      "tokens", columns: ["position", "token_id", "token"],
      rows: tokens.enumerated().map { position, token in
        [
          .integer(position), .integer(Int(token)), .string(model.tokenizer.decode([token])),
        ]
      })
    return Answer(
      "tokens", [.items(items.map { "  " + $0 })],
      [
        .init("model", .string(model.name)), .init("text", .string(text.node)),
        .init("tokens", tokens.json),
        .init("texts", tokens.map { model.tokenizer.decode([$0]) }.json),
      ], data: [data])
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: " ", count: width - text.count) + text
  }
}
