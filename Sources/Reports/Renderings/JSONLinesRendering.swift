/// Tables as lines of JSON: one object a row.
public enum JSONLinesRendering {
  /// All rows of all tables; with several tables each row says in `table` which it belongs to.
  public static func text(_ document: ReportDocument) -> String {
    var text = ""
    for table in document.tables {
      let table = table.adding(document.facts)
      let name: [JSONValue.Member] =
        document.tables.count > 1 ? [.init("table", .string(table.name))] : []
      for case .object(let members) in table.objects {
        text += JSONValue.object(name + members).text + "\n"
      }
    }
    return text
  }
}
