import LinearAlgebra
import Reports
import SessionLanguage

/// Runs `:list`.
struct ListCommand: Command {
  let form = CommandForm("list", abbreviations: ["ls"], takesOptions: true)
  let help = CommandHelp(
    .vectors, ":list [file=NAME]", "lists the vectors, their code and their norm",
    examples: [":list"], exports: true, related: ["show", "use"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    try call.allow(help.options)
    let state = session.state
    guard !state.vectors.isEmpty else {
      return Answer(
        "list",
        [.text(StyledText("no vectors; make one: let love = x(\"Love\",\"Hate\",5,6)", .dim))],
        [.init("vectors", [])])
    }
    let used = state.use?.mentioned ?? []
    var columns: [Table.Column] = [.init("name"), .init("in use", .center), .init("vector")]
    if state.model != nil { columns += [.init("tokens", .right), .init("norm", .right)] }
    var table = Table(columns: columns)
    var records: [JSONValue] = []
    for vector in state.vectors {
      let isUsed = used.contains(vector.name)
      var row: [StyledText] = [
        StyledText(vector.name, .name), isUsed ? "●" : "", CodeStyle.styled(vector.recipe.code),
      ]
      var record: JSONValue = [
        "name": .string(vector.name), "vector": .string(vector.recipe.code),
        "in_use": .bool(isUsed),
      ]
      if let model = state.model {
        let measured = try? model.measure(vector.recipe)
        let tokens = measured?.parts.map { $0.values.rows }.max()
        let norm = measured.map(\.norm)
        row.append(StyledText(tokens.map { "\($0 - 1)+bos" } ?? "–"))
        row.append(StyledText(norm.map { Figures.decimal($0, 1) } ?? "–", .number))
        record = record.adding("norm", norm.json)
      }
      table.rows.append(row)
      records.append(record)
    }
    return Answer(
      "list", [.table(table)], [.init("vectors", .array(records))],
      data: [DataTable("vectors", objects: records)])
  }
}
