/// A result as a Markdown page: tables as tables, pictures as the text a screen shows.
public enum MarkdownRendering {
  /// The page: the command, what is seen, where it comes from.
  public static func text(_ document: ReportDocument) -> String {
    var parts = ["# " + code(document.title)]
    parts += document.flatBlocks.compactMap(part)
    let facts = document.facts.filter { $0.value != .null }
    if !facts.isEmpty {
      parts.append(
        facts.map { "- \(escaped($0.key)): \(code($0.value.cellText))" }.joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func part(_ block: ReportBlock) -> String? {
    switch block {
    case .blank: nil
    case .text(let text): text.isEmpty ? nil : inline(text.withoutMargin)
    case .table(let table):
      Self.table(
        head: table.columns.map { ($0.heading.string, $0.alignment) }, rows: table.rows)
    case .bars(let chart):
      Self.table(
        head: chart.headings.enumerated().map { ($1, $0 == 0 ? .left : .right) },
        rows: chart.rows.map { row in
          [row.label] + row.cells + [StyledText(chart.style.text(row.value))]
        })
    case .comparison(let comparison): Self.comparison(comparison)
    case .heatMap(let map):
      inline(map.title) + "\n\n"
        + table(
          head: [("", .left)] + map.columnLabels.map { ($0, .right) },
          rows: map.values.enumerated().map { row, values in
            [StyledText(row < map.rowLabels.count ? map.rowLabels[row] : "")]
              + values.map { StyledText($0.map(map.style.text) ?? "") }
          })
    case .tokenGrid(let grid):
      inline(grid.title) + "\n\n"
        + table(
          head: [("", .right)] + grid.columnLabels.map { ($0, .left) },
          rows: grid.cells.enumerated().map { row, cells in
            [StyledText(row < grid.rowLabels.count ? grid.rowLabels[row] : "")]
              + cells.map { StyledText(($0.isMarked ? "*" : "") + $0.text, .string) }
          })
    case .lines, .code, .sparkline, .scoredText, .excerpt, .items, .stack, .reference:
      screen(block)
    }
  }

  private static func comparison(_ comparison: Comparison) -> String {
    let rows = comparison.rows.map { row in
      row.completions.map { StyledText(row.prompt, .prompt) + $0 }
    }
    return [
      inline(comparison.head),
      table(head: comparison.sides.map { ($0.heading, .left) }, rows: rows),
      inline(comparison.foot),
    ].filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private static func table(
    head: [(String, Table.Alignment)], rows: [[StyledText]]
  ) -> String {
    let rules = head.map { $0.1 == .right ? "---:" : $0.1 == .center ? ":---:" : "---" }
    var lines = [row(head.map { escaped($0.0) }), row(rules)]
    lines += rows.map { cells in
      row(head.indices.map { $0 < cells.count ? inline(cells[$0]) : "" })
    }
    return lines.joined(separator: "\n")
  }

  private static func row(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |"
  }

  /// What only a screen can draw, as it draws it.
  private static func screen(_ block: ReportBlock) -> String {
    let text = PlainRendering(.standard).text(block)
    let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: text) + 1))
    return fence + "text\n" + text + fence
  }

  private static func inline(_ text: StyledText) -> String {
    text.runs.map { run in
      let characters = escaped(run.text)
      switch run.role {
      case .prompt, .highlight, .heading:
        // Blanks inside the marks would keep them from being marks.
        let body = characters.drop { $0 == " " }
        let blanks = characters.prefix(characters.count - body.count)
        return body.isEmpty || body.contains("<br>") ? characters : "\(blanks)**\(body)**"
      default: return characters
      }
    }.joined()
  }

  private static func code(_ text: String) -> String {
    let line = Escaping.escaped(text)
    let fence = String(repeating: "`", count: longestRun(of: "`", in: line) + 1)
    let blank = line.first == "`" || line.last == "`" ? " " : ""
    return fence + blank + line + blank + fence
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in Escaping.escaped(text, keepingLineBreaks: true) {
      switch character {
      case "\n": result += "<br>"
      case "<": result += "&lt;"
      case "&": result += "&amp;"
      case "\\", "`", "*", "_", "[", "]", "|", "~", "#": result += "\\\(character)"
      default: result.append(character)
      }
    }
    return result
  }

  private static func longestRun(of character: Character, in text: String) -> Int {
    var (longest, current) = (0, 0)
    for next in text {
      current = next == character ? current + 1 : 0
      longest = max(longest, current)
    }
    return longest
  }
}
