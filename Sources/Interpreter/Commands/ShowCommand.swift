import LinearAlgebra
import Models
import Reports
import SessionLanguage
import Steering
import Tokenization

/// Runs `:show love`.
struct ShowCommand: Command {
  let form = CommandForm("show", .words, takesOptions: true)
  let help = CommandHelp(
    .vectors, ":show NAME … [file=NAME]",
    "shows a vector in full: its tokens and its norm by position",
    examples: [":show love"], exports: true, words: .vector, related: ["list", "tokens"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    try call.allow(help.options)
    let names = try session.namedVectors(of: call)
    var blocks: [ReportBlock] = []
    var (records, rows) = ([JSONValue](), [JSONValue]())
    for vector in names {
      blocks.append(.code(session.definition(vector.name, vector.recipe)))
      if vector.origin != vector.recipe.code, !isSame(vector) {
        blocks.append(.text("  made from " + CodeStyle.styled(vector.origin)))
      }
      var record: JSONValue = [
        "name": .string(vector.name), "vector": .string(vector.recipe.code),
        "made_from": .string(vector.origin),
      ]
      if let model = session.state.model {
        let side = SteeringSide(label: vector.name, recipe: vector.recipe, range: call.range)
        let parts = try side.measured(in: model, call, session.watchOfVectors).parts
        blocks.append(.table(table(of: parts, model)))
        record = record.adding("parts", .array(parts.map(self.record)))
        rows += parts.map { self.record($0).adding("name", .string(vector.name)) }
      }
      records.append(record)
    }
    return Answer(
      "show", blocks, [.init("vectors", .array(records))],
      data: [DataTable("parts", objects: rows.isEmpty ? records : rows)])
  }

  /// Whether the vector was typed as it prints, but for blanks.
  private func isSame(_ vector: SessionState.NamedVector) -> Bool {
    vector.origin.replacing(" ", with: "") == vector.recipe.code.replacing(" ", with: "")
  }

  private func table(of parts: [SteeringVector.Part], _ model: LanguageModel) -> Table {
    var table = Table(columns: [
      .init("coeff", .right), .init("at"), .init("tokens"), .init("norm by position"),
    ])
    for part in parts {
      let addition = part.addition
      let tokens = addition.tokens.map { model.tokenizer.visible(of: $0) }
      let norms = part.values.rowNorms.map { Figures.decimal(Double($0), 1) }
      table.rows.append([
        StyledText(addition.coefficient.canonical, .number),
        StyledText("\(addition.point) \(addition.placement)"),
        StyledText(tokens.joined(separator: " "), .string),
        StyledText(norms.joined(separator: " "), .number),
      ])
    }
    return table
  }

  private func record(_ part: SteeringVector.Part) -> JSONValue {
    [
      "coeff": .float(part.addition.coefficient), "hook": .string("\(part.addition.point)"),
      "at": .string("\(part.addition.placement)"),
      "tokens": part.addition.tokens.json,
      "norms": part.values.rowNorms.map { Double($0) }.json,
    ]
  }
}
