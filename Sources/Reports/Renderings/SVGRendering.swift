/// A result as one picture that stands alone: charts drawn, everything else as set text.
public enum SVGRendering {
  /// The cells that texts and tables are set in.
  private static let layout = Layout(width: 100, hasColor: true)

  /// The picture, for a light and a dark ground.
  public static func text(_ document: ReportDocument) -> String {
    var drawing = SVGDrawing()
    for block in document.flatBlocks { draw(block, into: &drawing) }
    let ground =
      "<style>\n\(WebPalette.styleSheet)\n</style>\n"
      + "<title>\(WebPalette.escaped(document.title))</title>\n"
      + "<rect x=\"-12\" y=\"-12\" width=\"100%\" height=\"100%\" class=\"ground\"/>\n"
    let element = drawing.element()
    guard let start = element.firstIndex(of: "\n") else { return element }
    return element[...start] + ground + element[element.index(after: start)...]
  }

  /// One block as an element for a page that has the style sheet.
  static func element(_ block: ReportBlock) -> String {
    var drawing = SVGDrawing()
    draw(block, into: &drawing)
    return drawing.element(margin: 4)
  }

  private static func draw(_ block: ReportBlock, into drawing: inout SVGDrawing) {
    switch block {
    case .bars(let chart): chart.draw(into: &drawing)
    case .heatMap(let map): map.draw(into: &drawing)
    case .sparkline(let sparkline): sparkline.draw(into: &drawing)
    default:
      for line in block.lines(in: layout) {
        drawing.text(line, x: 0, top: drawing.height)
        drawing.reach(0, drawing.height + (line.isEmpty ? SVGDrawing.line : 0))
      }
    }
  }
}

extension SVGDrawing {
  /// A title across the picture, wrapped, below what is there.
  mutating func title(_ title: StyledText) {
    guard !title.isEmpty else { return }
    for line in Wrapping.lines(of: title, width: 90) { text(line, x: 0, top: height) }
    reach(0, height + 8)
  }
}
