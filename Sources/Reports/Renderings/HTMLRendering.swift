/// A result as one page without anything outside it: what is seen, then the figures.
public enum HTMLRendering {
  /// The page, for a light and a dark ground.
  public static func text(_ document: ReportDocument) -> String {
    let title = WebPalette.escaped(document.title)
    var body = "<h1><code>\(title)</code></h1>\n"
    for block in document.flatBlocks { body += part(block) }
    for table in document.tables { body += data(table) }
    let facts = document.facts.filter { $0.value != .null }
    if !facts.isEmpty {
      body += "<dl>\n"
      for fact in facts {
        body += "<dt>\(WebPalette.escaped(fact.key))</dt>"
        body += "<dd>\(WebPalette.escaped(fact.value.cellText))</dd>\n"
      }
      body += "</dl>\n"
    }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>\(title)</title>
      <style>
      \(WebPalette.styleSheet)
      \(pageStyle)
      </style>
      </head>
      <body>
      \(body)</body>
      </html>

      """
  }

  private static let pageStyle = """
    body{font:15px/1.5 system-ui,sans-serif;
    max-width:75rem;margin:2rem auto;padding:0 1rem}
    h1{font-size:1.1rem;overflow-wrap:anywhere}
    pre,code,td,dd{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:13px}
    p,td,pre{white-space:pre-wrap}
    table{border-collapse:collapse;margin:1rem 0}
    th{font-weight:normal;text-align:left}
    td,th{padding:.2rem .7rem;vertical-align:top;border-bottom:1px solid}
    .right{text-align:right}
    .center{text-align:center}
    .scroll{overflow-x:auto}
    summary{cursor:pointer}
    dl{display:grid;grid-template-columns:max-content auto;gap:.2rem 1rem}
    dd{margin:0;overflow-wrap:anywhere}
    """

  private static func part(_ block: ReportBlock) -> String {
    switch block {
    case .blank: ""
    case .text(let text): text.isEmpty ? "" : "<p>\(inline(text.withoutMargin))</p>\n"
    case .table(let table):
      Self.table(
        head: table.columns.map { (inline($0.heading), $0.alignment) },
        rows: table.rows.map { $0.map(inline) })
    case .comparison(let comparison): Self.comparison(comparison)
    case .bars, .heatMap, .sparkline:
      "<div class=\"scroll\">\n\(SVGRendering.element(block))</div>\n"
    case .scoredText(let text):
      "<p>\(inline(text.running))</p>\n<p>\(inline(text.legend))</p>\n"
    case .tokenGrid(let grid):
      part(.text(grid.title))
        + table(
          head: [("", .right)] + grid.columnLabels.map { (WebPalette.escaped($0), .left) },
          rows: grid.cells.enumerated().map { row, cells in
            [WebPalette.escaped(row < grid.rowLabels.count ? grid.rowLabels[row] : "")]
              + cells.map { inline(StyledText($0.text, $0.isMarked ? .highlight(2) : .string)) }
          })
    case .lines, .code, .excerpt, .items, .stack, .reference:
      "<pre>\(block.lines(in: .standard).map(inline).joined(separator: "\n"))</pre>\n"
    }
  }

  private static func comparison(_ comparison: Comparison) -> String {
    let hasNotes = comparison.rows.contains { !$0.notes.isEmpty }
    var head = comparison.sides.map { (WebPalette.escaped($0.heading), Table.Alignment.left) }
    if hasNotes { head.append((WebPalette.escaped(comparison.notesHeading), .left)) }
    let rows = comparison.rows.map { row in
      row.completions.map { inline(StyledText(row.prompt, .prompt) + $0) }
        + (hasNotes ? [inline(row.notes.joined(separator: "\n"))] : [])
    }
    return part(.text(comparison.head)) + table(head: head, rows: rows)
      + part(.text(comparison.foot))
  }

  /// The figures at full precision, folded away.
  private static func data(_ table: DataTable) -> String {
    let isNumber = table.columns.indices.map { column in
      table.rows.allSatisfy { row in
        if case .string = row[column] { return false }
        return true
      }
    }
    return "<details><summary>\(WebPalette.escaped(table.name))</summary>\n"
      + Self.table(
        head: zip(table.columns, isNumber).map { (WebPalette.escaped($0), $1 ? .right : .left) },
        rows: table.rows.map { $0.map { WebPalette.escaped($0.cellText) } })
      + "</details>\n"
  }

  /// A table of cells that are HTML already.
  private static func table(head: [(String, Table.Alignment)], rows: [[String]]) -> String {
    func cell(_ tag: String, _ text: String, _ alignment: Table.Alignment) -> String {
      let style = alignment == .left ? "" : " class=\"\(alignment)\""
      return "<\(tag)\(style)>\(text)</\(tag)>"
    }
    var text = "<div class=\"scroll\"><table>\n"
    if head.contains(where: { !$0.0.isEmpty }) {
      text += "<tr>\(head.map { cell("th", $0.0, $0.1) }.joined())</tr>\n"
    }
    for row in rows {
      text += "<tr>\(zip(row, head).map { cell("td", $0, $1.1) }.joined())</tr>\n"
    }
    return text + "</table></div>\n"
  }

  private static func inline(_ text: StyledText) -> String {
    text.runs.map { run in
      let characters = run.text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { WebPalette.escaped(String($0)) }.joined(separator: "\n")
      guard let name = WebPalette.name(of: run.role) else { return characters }
      return "<span class=\"\(name)\">\(characters)</span>"
    }.joined()
  }
}
