/// Rows under headings, fitted to the width by wrapping the widest columns.
public struct Table: Hashable, Sendable {
  /// Where a cell stands in its column.
  public enum Alignment: Hashable, Sendable {
    /// Blanks after the text.
    case left
    /// Blanks on both sides.
    case center
    /// Blanks before the text, for numbers.
    case right
  }

  /// A column: its heading and how its cells are fitted.
  public struct Column: Hashable, Sendable {
    /// What stands above the cells.
    public var heading: StyledText
    /// Where a cell stands.
    public var alignment: Alignment
    /// The cells it never goes below while rows stay rows.
    public var minimum: Int

    /// A column under a heading.
    public init(_ heading: String, _ alignment: Alignment = .left, minimum: Int = 6) {
      self.heading = StyledText(heading, .dim)
      self.alignment = alignment
      self.minimum = minimum
    }
  }

  /// The columns from left to right.
  public var columns: [Column]
  /// Cells by row, then column; short rows end in empty cells.
  public var rows: [[StyledText]]
  /// The blanks before each line.
  public var indent: Int

  /// A table of rows.
  public init(columns: [Column], rows: [[StyledText]] = [], indent: Int = 3) {
    self.columns = columns
    self.rows = rows
    self.indent = indent
  }
}

extension Table {
  func lines(in layout: Layout) -> [StyledText] {
    guard !columns.isEmpty else { return [] }
    for (indent, gap) in [(indent, 3), (min(indent, 1), 2), (0, 1)] {
      let room = layout.width - indent - gap * (columns.count - 1)
      if let widths = widths(within: room) {
        return bare(widths, indent: indent, gap: gap)
      }
    }
    return records(in: layout)
  }

  private var hasHeadings: Bool { columns.contains { !$0.heading.isEmpty } }

  /// Widths whose sum is at most `room`, taken from the widest first; `nil` if the minima do not fit.
  private func widths(within room: Int) -> [Int]? {
    let natural = columns.indices.map { index in
      let cells = rows.map { index < $0.count ? Self.naturalWidth($0[index]) : 0 }
      return max(columns[index].heading.width, cells.max() ?? 0, 1)
    }
    let least = columns.indices.map { index in
      // Words of common length stay whole as long as the table stays a table.
      min(natural[index], max(1, columns[index].minimum, min(16, longestWord(index))))
    }
    guard least.reduce(0, +) <= room else { return nil }
    var widths = natural.map { min($0, room) }
    while widths.reduce(0, +) > room {
      let shrinkable = widths.indices.filter { widths[$0] > least[$0] }
      guard let widest = shrinkable.max(by: { widths[$0] < widths[$1] }) else { return nil }
      widths[widest] -= 1
    }
    return widths
  }

  private func longestWord(_ column: Int) -> Int {
    let cells = rows.compactMap { column < $0.count ? $0[column].string : nil }
    return (cells + [columns[column].heading.string])
      .flatMap { $0.split(separator: " ") }.map { CellWidth.of(String($0)) }.max() ?? 1
  }

  private static func naturalWidth(_ cell: StyledText) -> Int {
    cell.string.split(separator: "\n", omittingEmptySubsequences: false)
      .map { CellWidth.of(String($0)) }.max() ?? 0
  }

  private func wrapped(_ row: [StyledText], _ widths: [Int]) -> [[StyledText]] {
    widths.indices.map { index in
      guard index < row.count else { return [] }
      return Wrapping.lines(of: row[index], width: widths[index]).map {
        $0.padded(to: widths[index], columns[index].alignment)
      }
    }
  }

  private func bare(_ widths: [Int], indent: Int, gap: Int) -> [StyledText] {
    let margin = StyledText(String(repeating: " ", count: indent))
    let separator = StyledText(String(repeating: " ", count: gap))
    let head = hasHeadings ? [columns.map(\.heading)] : []
    return (head + rows).flatMap { row -> [StyledText] in
      let cells = wrapped(row, widths)
      return (0..<max(1, cells.map(\.count).max() ?? 1)).map { line in
        let parts = widths.indices.map { index in
          line < cells[index].count
            ? cells[index][line] : StyledText(String(repeating: " ", count: widths[index]))
        }
        return (margin + parts.joined(separator: separator)).trimmed()
      }
    }
  }

  /// One line per cell, for widths in which not even the minima of the columns fit side by side.
  private func records(in layout: Layout) -> [StyledText] {
    var lines: [StyledText] = []
    for (index, row) in rows.enumerated() {
      if index > 0 { lines.append(StyledText()) }
      for (column, cell) in zip(columns, row) where !cell.isEmpty {
        let label = column.heading.isEmpty ? StyledText() : column.heading + ": "
        lines += Wrapping.lines(of: label + cell, width: layout.width)
      }
    }
    return lines
  }
}
