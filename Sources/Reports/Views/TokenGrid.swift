/// Short texts in rows and columns, such as tokens by layer and position; too wide a grid continues
/// below in panels.
public struct TokenGrid: Hashable, Sendable {
  /// A text, and whether it is set off.
  public struct Cell: Hashable, Sendable {
    /// The text.
    public var text: String
    /// Whether it is set off: by colour, or by `*` where there is none.
    public var isMarked: Bool

    /// A cell.
    public init(_ text: String, isMarked: Bool = false) {
      (self.text, self.isMarked) = (text, isMarked)
    }
  }

  /// The line above.
  public var title: StyledText
  /// The labels of the rows from top to bottom.
  public var rowLabels: [String]
  /// The labels of the columns from left to right.
  public var columnLabels: [String]
  /// Cells by row, then column.
  public var cells: [[Cell]]

  /// A grid of cells.
  public init(title: StyledText, rowLabels: [String], columnLabels: [String], cells: [[Cell]]) {
    (self.title, self.rowLabels) = (title, rowLabels)
    (self.columnLabels, self.cells) = (columnLabels, cells)
  }
}

extension TokenGrid {
  /// No column is wider; longer texts are cut.
  private static let widest = 12

  func lines(in layout: Layout) -> [StyledText] {
    var lines =
      title.isEmpty ? [] : Wrapping.lines(of: title, width: layout.width - 1).map { " " + $0 }
    let margin = min(layout.width / 3, (rowLabels.map(CellWidth.of).max() ?? 0) + 3)
    let widths = columnLabels.indices.map { column in
      let texts = cells.compactMap { column < $0.count ? text($0[column], layout).width : nil }
      let natural = max(CellWidth.of(columnLabels[column]), texts.max() ?? 0)
      return min(max(1, layout.width - margin - 2), min(Self.widest, natural)) + 2
    }
    var start = 0
    while start < widths.count {
      var (end, used) = (start, margin)
      while end < widths.count, end == start || used + widths[end] <= layout.width {
        used += widths[end]
        end += 1
      }
      lines.append(StyledText())
      lines += panel(start..<end, margin: margin, widths, layout)
      start = end
    }
    return lines
  }

  private func panel(
    _ columns: Range<Int>, margin: Int, _ widths: [Int], _ layout: Layout
  ) -> [StyledText] {
    func fitted(_ text: StyledText, _ column: Int) -> StyledText {
      "  "
        + Wrapping.truncated(text, width: widths[column] - 2, mark: layout.ellipsis)
        .padded(to: widths[column] - 2)
    }
    let head = columns.map { fitted(StyledText(columnLabels[$0], .dim), $0) }.joined()
    let rows = cells.indices.map { row -> StyledText in
      let label = StyledText(row < rowLabels.count ? rowLabels[row] : "", .dim)
      let texts = columns.map { column in
        fitted(column < cells[row].count ? text(cells[row][column], layout) : "", column)
      }
      return Wrapping.truncated(label, width: margin, mark: layout.ellipsis)
        .padded(to: margin, .right) + texts.joined()
    }
    return ([StyledText(String(repeating: " ", count: margin)) + head] + rows).map { $0.trimmed() }
  }

  private func text(_ cell: Cell, _ layout: Layout) -> StyledText {
    guard cell.isMarked else { return StyledText(cell.text, .string) }
    return StyledText(layout.hasColor ? cell.text : "*" + cell.text, .highlight(2))
  }
}
