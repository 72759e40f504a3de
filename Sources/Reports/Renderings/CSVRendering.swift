/// Tables as comma-separated values (RFC 4180, lines ending in a line feed): one file a table.
public enum CSVRendering {
  /// The table under its headings; every row ends with the facts, so that files can be joined.
  public static func text(_ table: DataTable, facts: [JSONValue.Member] = []) -> String {
    let table = table.adding(facts)
    var text = line(table.columns.map { .string($0) })
    for row in table.rows { text += line(row) }
    return text
  }

  private static func line(_ cells: [JSONValue]) -> String {
    cells.map(cell).joined(separator: ",") + "\n"
  }

  /// Texts are kept to the letter, control characters included: this is data, not a screen.
  private static func cell(_ value: JSONValue) -> String {
    let text = value.cellText
    let needsQuotes =
      text.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }
      || text.first == " " || text.last == " "
    // An empty text is not the same as no value.
    guard needsQuotes || value == .string("") else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
