/// Values in rows and columns as shades, with their scale, as of a sweep along two parameters.
///
/// A row that ends before the last column leaves the rest of its line empty.
public struct HeatMap: Hashable, Sendable {
  /// How values become shades.
  public enum Scale: Hashable, Sendable {
    /// From the least to the greatest.
    case rising
    /// By sign and size, the same on both sides of zero.
    case aroundZero
  }

  /// The line above.
  public var title: StyledText
  /// The labels of the rows from top to bottom.
  public var rowLabels: [String]
  /// The labels of the columns from left to right.
  public var columnLabels: [String]
  /// Values by row, then column; `nil` where there is none.
  public var values: [[Double?]]
  /// What stands after each row, such as its greatest value.
  public var rowNotes: [String]
  /// How the values of the scale are written.
  public var style: FigureStyle
  /// How values become shades.
  public var scale: Scale
  /// The ends of the scale, so that several maps share one; `nil` takes those of the values.
  public var bounds: ClosedRange<Double>?

  /// A heat map of values.
  public init(
    title: StyledText, rowLabels: [String], columnLabels: [String], values: [[Double?]],
    rowNotes: [String] = [], style: FigureStyle = .percent(0), scale: Scale = .rising,
    bounds: ClosedRange<Double>? = nil
  ) {
    self.scale = scale
    self.bounds = bounds
    self.title = title
    self.rowLabels = rowLabels
    self.columnLabels = columnLabels
    self.values = values
    self.rowNotes = rowNotes
    self.style = style
  }
}

extension HeatMap {
  /// The ends of the scale; `nil` without any value.
  var ends: (low: Double, high: Double)? {
    let known = values.joined().compactMap { $0 }.filter(\.isFinite)
    guard let least = known.min(), let greatest = known.max() else { return nil }
    let largest = max(least.magnitude, greatest.magnitude)
    if scale == .aroundZero { return (-largest, largest) }
    return (bounds?.lowerBound ?? least, bounds?.upperBound ?? greatest)
  }

  func lines(in layout: Layout) -> [StyledText] {
    var lines =
      title.isEmpty ? [] : Wrapping.lines(of: title, width: layout.width - 1).map { " " + $0 }
    guard let (low, high) = ends else { return lines }
    let margin = min(layout.width / 3, (rowLabels.map(CellWidth.of).max() ?? 0) + 3)
    let cell = max(3, (columnLabels.map(CellWidth.of).max() ?? 0) + 2)
    let notes = layout.width < 40 ? 0 : (rowNotes.map(CellWidth.of).max() ?? 0) + 2
    // A map too wide for the screen continues below in panels of as many columns as fit.
    let fitting = max(1, (layout.width - margin - notes) / cell)
    for start in stride(from: 0, to: columnLabels.count, by: fitting) {
      let columns = start..<min(start + fitting, columnLabels.count)
      lines.append(StyledText())
      lines += panel(columns, margin: margin, cell: cell, low: low, high: high, layout)
    }
    lines.append(StyledText())
    return lines + legend(low: low, high: high, layout)
  }

  private func panel(
    _ columns: Range<Int>, margin: Int, cell: Int, low: Double, high: Double, _ layout: Layout
  ) -> [StyledText] {
    var head = StyledText(String(repeating: " ", count: margin))
    for column in columns {
      head += StyledText(columnLabels[column], .dim).padded(to: cell, .right)
    }
    let isLast = columns.upperBound == columnLabels.count
    let rows = values.indices.map { row -> StyledText in
      let label = StyledText(row < rowLabels.count ? rowLabels[row] : "", .dim)
      var line = Wrapping.truncated(label, width: margin, mark: layout.ellipsis)
        .padded(to: margin, .right)
      for column in columns {
        let mark =
          column < values[row].count
          ? shade(values[row][column], low: low, high: high, layout) : StyledText()
        line += mark.padded(to: cell, .right)
      }
      if isLast, layout.width >= 40, row < rowNotes.count {
        line += "  " + StyledText(rowNotes[row], .dim)
      }
      return Wrapping.truncated(line, width: layout.width, mark: layout.ellipsis)
    }
    return [Wrapping.truncated(head, width: layout.width, mark: layout.ellipsis)] + rows
  }

  /// Two cells: a shade that reads without colour, and a role that gives it one.
  private func shade(_ value: Double?, low: Double, high: Double, _ layout: Layout) -> StyledText {
    guard let value, value.isFinite else { return StyledText(layout.symbol("··", "??"), .dim) }
    let spread = Spread(low: low, high: high)
    let share = spread.share(of: value)
    if scale == .aroundZero {
      return signedShade(2 * share - 1, isZero: spread.isFlat, layout)
    }
    let shades = layout.charset == .unicode ? Array(" ░▒▓█") : Array(" .:*#")
    let mark = shades[min(shades.count - 1, Int(share * Double(shades.count)))]
    return StyledText(String(repeating: mark, count: 2), .heat(min(9, Int(share * 10))))
  }

  /// Two cells for a share from −1 to 1: marks that read without colour, and a role.
  private func signedShade(_ share: Double, isZero: Bool, _ layout: Layout) -> StyledText {
    let share = isZero ? 0 : share
    let marks = ["--", " -", layout.symbol(" ·", " ."), " +", "++"]
    let mark = marks[max(0, min(4, Int(((share + 1) * 2.5).rounded(.down))))]
    return StyledText(mark, .shift(Int((share * 127).rounded())))
  }

  private func legend(low: Double, high: Double, _ layout: Layout) -> [StyledText] {
    let spread = Spread(low: low, high: high)
    if spread.isFlat { return [StyledText("   \(style.text(high)) everywhere", .dim)] }
    let style = style.telling(spread)
    var text = StyledText("   \(style.text(low)) ", .dim)
    for step in 0..<5 {
      let value = low + (high - low) * (Double(step) + 0.5) / 5
      text += shade(value, low: low, high: high, layout)
      let edge = low + (high - low) * Double(step + 1) / 5
      text += StyledText(" \(style.text(edge)) ", .dim)
    }
    return Wrapping.lines(of: text.trimmed(), width: layout.width)
  }
}
