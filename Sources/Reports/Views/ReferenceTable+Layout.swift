extension ReferenceTable {
  /// The lines as they were published, however wide the screen is.
  var lines: [StyledText] { lines(of: columns, columnWidth: nil) }

  /// The lines in columns that fit the layout; each column is a table of its own, one above the other,
  /// where side by side they would be narrower than those of other comparisons.
  func lines(in layout: Layout) -> [StyledText] {
    let published = lines
    // Wide characters may make a line longer than its rules.
    let needed = published.reduce(0) { max($0, $1.width) }
    guard layout.width < needed else { return published }
    let beside = (layout.width - 1) / columns.count - 3
    let isSideBySide =
      layout.width >= Comparison.narrowestSideBySide && beside >= Comparison.narrowestColumn
    let columnWidth = min(Self.columnWidth, isSideBySide ? beside : layout.width - 4)
    let tables = isSideBySide ? [columns] : columns.map { [$0] }
    let change =
      tables.count == 1 ? "narrowed" : "\(columns.count) columns, one above the other"
    let remark = " \(change): the published table needs \(needed) cells, as file=NAME.md keeps it"
    return Paragraph(StyledText(remark, .dim)).lines(in: layout)
      + tables.flatMap { lines(of: $0, columnWidth: columnWidth) }
  }

  /// The lines in columns of a width; `nil` for what was published.
  private func lines(of columns: [Column], columnWidth narrowed: Int?) -> [StyledText] {
    let columnWidth = narrowed ?? Self.columnWidth
    let part = String(repeating: "-", count: columnWidth + 2)
    let rule = StyledText("+" + columns.map { _ in part }.joined(separator: "+") + "+")
    let titles = columns.map { column -> [StyledText] in
      let title = StyledText(Escaping.escaped(column.title), .prompt)
      return narrowed.map { Wrapping.lines(of: title, width: $0) }
        ?? [Wrapping.truncated(title, width: columnWidth, mark: "")]
    }
    let count = columns.map(\.completions.count).min() ?? 0
    var lines = [rule] + row(titles, columnWidth) + [rule]
    for index in 0..<count {
      let cells = columns.map { column in
        let completion = column.completions[index]
        return narrowed.map { cell(completion, width: $0) } ?? publishedCell(completion)
      }
      lines += row(cells, columnWidth) + [rule]
    }
    return lines
  }

  private func cell(_ completion: String, width: Int) -> [StyledText] {
    let start = StyledText(Escaping.escaped(prompt, keepingLineBreaks: true), .prompt)
    let rest = Escaping.escaped(Self.withOneEnd(completion), keepingLineBreaks: true)
    return Wrapping.lines(of: start + StyledText(rest), width: width)
  }

  private func row(_ cells: [[StyledText]], _ columnWidth: Int) -> [StyledText] {
    let height = cells.map(\.count).max() ?? 0
    return (0..<height).map { index -> StyledText in
      var line = StyledText("|")
      for cell in cells {
        line.append(" ")
        line += Self.centred(index < cell.count ? cell[index] : StyledText(), columnWidth)
        line.append(" |")
      }
      return line
    }
  }

  /// As `str.center` has it: of an odd number of blanks the greater half stands behind a text of odd
  /// width, before one of even width.
  private static func centred(_ text: StyledText, _ columnWidth: Int) -> StyledText {
    let excess = max(0, columnWidth - text.width)
    let before = excess / 2 + (excess % 2 == 1 && text.width % 2 == 0 ? 1 : 0)
    var line = StyledText(String(repeating: " ", count: before))
    line += text
    line.append(String(repeating: " ", count: excess - before))
    return line
  }
}
