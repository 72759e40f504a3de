import Reports
import Steering
import Tokenization
import Transformer

/// An addition and the positions it took.
struct PlacedAddition {
  let addition: ActivationAddition
  let positions: Range<Int>

  /// Those of the one sequence of a pass, in the order in which they were said.
  static func all(of record: InjectionPlan.Record) -> [PlacedAddition] {
    let additions = record.additions[0] ?? []
    return record.applied.sorted { $0.part < $1.part }.map {
      PlacedAddition(addition: additions[$0.part], positions: $0.positions)
    }
  }

  func token(at position: Int) -> TokenID? {
    positions.contains(position) ? addition.tokens[position - positions.lowerBound] : nil
  }
}

/// Positions from top to bottom, the text and its additions from left to right.
struct AlignmentView {
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
