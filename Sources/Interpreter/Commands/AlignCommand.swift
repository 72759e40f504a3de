import Reports
import SessionLanguage
import Steering
import Tokenization
import Transformer

/// Runs `:align "I hate you because"`.
struct AlignCommand: Command {
  let form = CommandForm(
    "align", .text, takesOptions: true, expressionOptions: ["with"])
  let help = CommandHelp(
    .steering, ":align [\"text\"] [with=EXPR] [file=NAME]",
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
    let text = try SteeredText(call, in: session, settings, needsVector: true)
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

/// An addition and the positions it takes.
private struct PlacedAddition {
  let addition: ActivationAddition
  let positions: Range<Int>

  func token(at position: Int) -> TokenID? {
    positions.contains(position) ? addition.tokens[position - positions.lowerBound] : nil
  }
}

/// Positions from top to bottom, the text and its additions from left to right.
private struct AlignmentView {
  let text: SteeredText
  let placed: [PlacedAddition]

  /// Texts up to this many tokens are shown whole.
  private static let wholeCount = 24
  /// Tokens shown before and after those that are touched.
  private static let context = 2

  private var shown: Range<Int> {
    let all = 0..<text.tokens.count
    guard all.count > Self.wholeCount else { return all }
    let first = placed.map(\.positions.lowerBound).min() ?? 0
    let last = placed.map(\.positions.upperBound).max() ?? 0
    return (first - Self.context..<last + Self.context).clamped(to: all)
  }

  var blocks: [ReportBlock] {
    var table = Table(columns: [.init("position", .right), .init("text")])
    for addition in placed.map(\.addition) {
      let sign = addition.coefficient < 0 ? "−" : "+"
      let strength = addition.coefficient.magnitude.canonical
      table.columns.append(
        .init("\(sign)\(strength) at \(addition.point.place), \(addition.placement)"))
    }
    for position in shown {
      table.rows.append(
        [StyledText("\(position)", .number), visible(text.tokens[position])]
          + placed.map { addition in
            addition.token(at: position).map(visible) ?? StyledText()
          })
    }
    var blocks: [ReportBlock] = [.text(" " + text.head("alignment with")), .blank, .table(table)]
    let hidden = text.tokens.count - shown.count
    blocks.append(.blank)
    if hidden > 0 {
      blocks.append(.text(StyledText(" \(hidden) more positions, which nothing touches", .dim)))
    }
    return blocks + lines.map { .text(StyledText(" " + $0, .dim)) }
  }

  /// One line for each place, as `:compare` prints it.
  private var lines: [String] {
    Alignment.lines(
      placed.map { ($0.addition, $0.positions) },
      isRandom: text.steering?.side.recipe.isRandom == true, in: text.tokens, text.model.tokenizer)
  }

  private func visible(_ token: TokenID) -> StyledText {
    StyledText(text.model.tokenizer.visible(of: token), .string)
  }

  /// A row for each row of each addition.
  var data: DataTable {
    DataTable(
      "alignment",
      columns: [
        "addition", "coefficient", "hook", "placement", "row", "addition_token", "position",
        "prompt_token",
      ],
      rows: placed.enumerated().flatMap { index, item in
        item.positions.map { position -> [JSONValue] in
          let row = position - item.positions.lowerBound
          return [
            .integer(index), .float(item.addition.coefficient), .string("\(item.addition.point)"),
            .string("\(item.addition.placement)"), .integer(row),
            .string(text.model.tokenizer.decode([item.addition.tokens[row]])),
            .integer(position), .string(text.model.tokenizer.decode([text.tokens[position]])),
          ]
        }
      })
  }
}
