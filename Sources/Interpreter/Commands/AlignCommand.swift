import Reports
import SessionLanguage
import Steering

/// Runs `:align "I hate you because"`.
struct AlignCommand: Command {
  let form = CommandForm(
    "align", .text, takesOptions: true, expressionOptions: ["with"])
  let help = CommandHelp(
    .vectors, ":align [\"text\"] [with=EXPR] [file=NAME]",
    "shows which row of each addition lands on which token of a text",
    details: [
      "Nothing is run: this is where a vector will be added. :trace tells where it was."
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
    let additions = (text.steering?.vector.parts ?? []).map(\.addition)
    let rows: [PlacedAddition]
    do {
      rows = try additions.map { addition throws(SteeringError) in
        let length = text.tokens.count
        guard
          let positions = addition.placement.positions(rows: addition.tokens.count, in: length)
        else {
          throw .doesNotFit(
            addition: addition.tokens, placement: addition.placement, length: length)
        }
        return PlacedAddition(addition: addition, positions: positions)
      }
    } catch {
      throw text.explained(error)
    }
    let view = AlignmentView(text: text, placed: rows)
    return Answer(
      "align", view.blocks,
      text.fields + [.init("alignment", .array(view.data.objects))], data: [view.data],
      isResult: true)
  }
}
