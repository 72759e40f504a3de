/// A picture under construction: texts on a grid of cells, rectangles and lines, in pixels.
struct SVGDrawing {
  /// The pixels of a cell, which a fixed-width letter of 13.3 pixels fills.
  static let cell = 8.0
  /// The pixels from one line of text to the next.
  static let line = 18.0

  private(set) var elements = ""
  private(set) var width = 0.0
  private(set) var height = 0.0

  /// Makes the picture at least so large.
  mutating func reach(_ x: Double, _ y: Double) {
    width = max(width, x)
    height = max(height, y)
  }

  /// A line of text whose top left corner is given, stretched to its cells whatever the font.
  mutating func text(_ text: StyledText, x: Double, top: Double) {
    var left = x
    for run in text.runs {
      let cells = Double(CellWidth.of(run.text)) * Self.cell
      if let ground = WebPalette.ground(of: run.role) {
        rectangle(x: left, y: top, width: cells, height: Self.line, class: ground)
      }
      if run.text.contains(where: { $0 != " " && $0 != "\u{A0}" }) {
        let style = WebPalette.name(of: run.role).map { " class=\"\($0)\"" } ?? ""
        elements += "<text x=\"\(Self.number(left))\" y=\"\(Self.number(top + 13))\""
        elements += " textLength=\"\(Self.number(cells))\" lengthAdjust=\"spacingAndGlyphs\""
        elements += " xml:space=\"preserve\"\(style)>\(WebPalette.escaped(run.text))</text>\n"
      }
      left += cells
    }
    reach(left, top + Self.line)
  }

  /// A text that ends at `right`.
  mutating func text(_ text: StyledText, right: Double, top: Double) {
    self.text(text, x: right - Double(text.width) * Self.cell, top: top)
  }

  /// A text that rises to the right from its lower left corner.
  mutating func slanted(_ text: String, x: Double, bottom: Double) {
    elements +=
      "<text transform=\"translate(\(Self.number(x)) \(Self.number(bottom))) rotate(-50)\""
    elements += " class=\"dim\">\(WebPalette.escaped(text))</text>\n"
    reach(x + Double(CellWidth.of(text)) * Self.cell * 0.65, bottom)
  }

  /// A filled rectangle; `note` is shown under the pointer.
  mutating func rectangle(
    x: Double, y: Double, width: Double, height: Double, class name: String? = nil,
    fill: String? = nil, note: String? = nil
  ) {
    elements += "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\""
    elements += " width=\"\(Self.number(width))\" height=\"\(Self.number(height))\""
    if let name { elements += " class=\"\(name)\"" }
    if let fill { elements += " fill=\"\(fill)\"" }
    elements += note.map { "><title>\(WebPalette.escaped($0))</title></rect>\n" } ?? "/>\n"
    reach(x + width, y + height)
  }

  /// A thin line.
  mutating func rule(from: (x: Double, y: Double), to: (x: Double, y: Double)) {
    elements += "<line x1=\"\(Self.number(from.x))\" y1=\"\(Self.number(from.y))\""
    elements += " x2=\"\(Self.number(to.x))\" y2=\"\(Self.number(to.y))\" class=\"rule\"/>\n"
    reach(max(from.x, to.x), max(from.y, to.y))
  }

  /// A line through points.
  mutating func path(_ points: [(x: Double, y: Double)]) {
    guard points.count > 1 else { return }
    let places = points.map { "\(Self.number($0.x)),\(Self.number($0.y))" }
    elements += "<polyline points=\"\(places.joined(separator: " "))\" class=\"curve\"/>\n"
    for point in points { reach(point.x, point.y) }
  }

  /// A dot; `note` is shown under the pointer.
  mutating func dot(x: Double, y: Double, radius: Double, note: String) {
    elements += "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"\(radius)\""
    elements += " class=\"steered\"><title>\(WebPalette.escaped(note))</title></circle>\n"
    reach(x + radius, y + radius)
  }

  /// The picture as an element for a page that has the style sheet.
  func element(margin: Double = 12) -> String {
    let size = (Self.number(width + 2 * margin), Self.number(height + 2 * margin))
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(size.0)\" height=\"\(size.1)\""
      + " viewBox=\"\(Self.number(-margin)) \(Self.number(-margin)) \(size.0) \(size.1)\""
      + " role=\"img\">\n" + elements + "</svg>\n"
  }

  /// Hundredths of a pixel are all that can be seen.
  private static func number(_ value: Double) -> String {
    Figures.short((value * 100).rounded() / 100)
  }
}
