/// One piece of what a command answers; a rendering turns it into lines.
public enum ReportBlock: Hashable, Sendable {
  /// A paragraph: wrapped, its lines indented like the first.
  case text(StyledText)
  /// Lines that are cut rather than wrapped, such as code.
  case lines([StyledText])
  /// A line of code that is never broken or cut, so that it can be pasted from any screen: where it is
  /// longer than the width, the terminal lets it go on below.
  case code(StyledText)
  /// Rows under headings.
  case table(Table)
  /// Texts side by side.
  case comparison(Comparison)
  /// The same as the published code prints it, narrower only where a screen would break its lines.
  case reference(ReferenceTable)
  /// Rows with bars.
  case bars(BarChart)
  /// A row of blocks over an axis.
  case sparkline(Sparkline)
  /// Shades in rows and columns.
  case heatMap(HeatMap)
  /// Short texts in rows and columns.
  case tokenGrid(TokenGrid)
  /// A text whose tokens are coloured.
  case scoredText(ScoredText)
  /// A line of source with marks under a part.
  case excerpt(Excerpt)
  /// Short items in as many columns as fit, read down the columns.
  case items([StyledText])
  /// An empty line.
  case blank
  /// Blocks one after the other.
  case stack([ReportBlock])

  /// The block as lines that fit the layout's width.
  public func lines(in layout: Layout) -> [StyledText] {
    let lines: [StyledText]
    switch self {
    case .stack(let blocks): return blocks.flatMap { $0.lines(in: layout) }
    case .reference(let table):
      guard layout.isScreen else { return table.lines }
      lines = table.lines(in: layout)
    case .blank: return [StyledText()]
    case .code(let code): return [layout.inCharset(code)]
    case .text(let text): lines = Paragraph(text).lines(in: layout)
    case .lines(let code): lines = code
    case .table(let table): lines = table.lines(in: layout)
    case .comparison(let comparison): lines = comparison.lines(in: layout)
    case .bars(let chart): lines = chart.lines(in: layout)
    case .sparkline(let sparkline): lines = sparkline.lines(in: layout)
    case .heatMap(let map): lines = map.lines(in: layout)
    case .tokenGrid(let grid): lines = grid.lines(in: layout)
    case .scoredText(let text): lines = text.lines(in: layout)
    case .excerpt(let excerpt): lines = excerpt.lines(in: layout)
    case .items(let items): lines = ItemList(items).lines(in: layout)
    }
    return lines.map { line in
      // Every view fits by itself; this holds the promise at widths no view is made for.
      Wrapping.truncated(layout.inCharset(line), width: layout.width, mark: layout.ellipsis)
    }
  }
}
