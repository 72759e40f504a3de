/// Rows with a bar each, left for less and right for more, on one scale, as in `:next`.
public struct BarChart: Hashable, Sendable {
  /// One row: a label, numbers, and the value its bar shows.
  public struct Row: Hashable, Sendable {
    /// What the row is about, such as a token.
    public var label: StyledText
    /// The numbers before the bar.
    public var cells: [StyledText]
    /// What the bar shows; one that is not finite has none.
    public var value: Double

    /// A row with a bar.
    public init(label: StyledText, cells: [StyledText], value: Double) {
      self.label = label
      self.cells = cells
      self.value = value
    }
  }

  /// The headings: of the label, of the numbers, of the bars.
  public var headings: [String]
  /// The rows from top to bottom.
  public var rows: [Row]
  /// How the value after each bar is written.
  public var style: FigureStyle

  /// A chart of rows; `headings` are of the label, of each number and of the bars.
  public init(headings: [String], rows: [Row], style: FigureStyle = .signed(2)) {
    self.headings = headings
    self.rows = rows
    self.style = style
  }
}

extension BarChart {
  static let longestBar = 16
  static let shortestBar = 4

  /// The style of the values, and the value that the longest bar stands for.
  ///
  /// A value that is written as zero has no bar: where there is no other, it is one of rounding.
  var scale: (style: FigureStyle, longest: Double) {
    let style = Spread(rows.map(\.value)).map(style.telling) ?? style
    let seen = rows.map(\.value.magnitude).filter { $0.isFinite && style.text($0) != style.text(0) }
    return (style, seen.max() ?? 0)
  }

  func lines(in layout: Layout) -> [StyledText] {
    let (style, longest) = scale
    let figures = rows.map { StyledText(style.text($0.value), $0.value < 0 ? .loss : .gain) }
    let bare = table(figures, bars: nil)
    let barless = bare.columns.indices.map { index in
      bare.rows.map { index < $0.count ? $0[index].width : 0 }.max() ?? 0
    }
    let texts = zip(barless, bare.columns).reduce(0) { $0 + max($1.0, $1.1.heading.width) }
    let room = layout.width - bare.indent - texts - 3 * bare.columns.count - 1
    let half = min(Self.longestBar, room / 2)
    guard half >= Self.shortestBar else { return bare.lines(in: layout) }
    let bars = rows.map { bar($0.value, scale: longest, half: half, layout) }
    return table(figures, bars: bars).lines(in: layout)
  }

  private func table(_ figures: [StyledText], bars: [StyledText]?) -> Table {
    let numbers = headings.dropFirst().dropLast()
    var columns = [Table.Column(headings.first ?? "")]
    columns += numbers.map { Table.Column($0, .right) }
    if bars != nil {
      columns.append(Table.Column(headings.last ?? "", minimum: 2 * Self.shortestBar + 1))
    }
    columns.append(Table.Column(bars == nil ? headings.last ?? "" : "", .right))
    return Table(
      columns: columns,
      rows: rows.indices.map { index in
        let row = rows[index]
        return [row.label] + row.cells + (bars.map { [$0[index]] } ?? []) + [figures[index]]
      })
  }

  /// A bar of half cells, `half` cells to each side of the axis.
  private func bar(_ value: Double, scale: Double, half: Int, _ layout: Layout) -> StyledText {
    let share = value.isFinite && scale > 0 ? min(1, value.magnitude / scale) : 0
    let halves = Int((share * Double(2 * half)).rounded())
    let full = String(repeating: layout.symbol("█", "#"), count: halves / 2)
    let axis = StyledText(layout.symbol("│", "|"), .dim)
    let isOdd = halves % 2 == 1
    // Blanks of a bar are no-break, or wrapping would drop them at the start of the cell.
    func blanks(_ count: Int) -> StyledText {
      StyledText(String(repeating: " ", count: max(0, count)))
    }
    if value < 0 {
      let text = (isOdd ? layout.symbol("▐", "-") : "") + full
      return blanks(half - text.count) + StyledText(text, .loss) + axis + blanks(half)
    }
    let text = full + (isOdd ? layout.symbol("▌", "-") : "")
    return blanks(half) + axis + StyledText(text, .gain) + blanks(half - text.count)
  }
}
