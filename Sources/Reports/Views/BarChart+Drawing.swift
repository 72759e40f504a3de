extension BarChart {
  /// The chart below what is drawn already: labels, numbers, bars on one scale, their values.
  func draw(into drawing: inout SVGDrawing) {
    let (cell, line) = (SVGDrawing.cell, SVGDrawing.line)
    let gap = 3 * cell
    let count = max(headings.count - 2, rows.map(\.cells.count).max() ?? 0)
    func heading(_ index: Int) -> String { index < headings.count ? headings[index] : "" }
    let labels = ([heading(0)] + rows.map(\.label.string)).map(CellWidth.of).max() ?? 0
    var right = Double(labels) * cell
    let rights = (0..<count).map { column -> Double in
      let cells = rows.map { column < $0.cells.count ? $0.cells[column].width : 0 }
      right += gap + Double(max(CellWidth.of(heading(column + 1)), cells.max() ?? 0)) * cell
      return right
    }
    let half = 120.0
    let axis = right + gap + half
    let last = headings.last ?? ""
    var top = drawing.height
    drawing.text(StyledText(heading(0), .dim), x: 0, top: top)
    for column in 0..<count {
      drawing.text(StyledText(heading(column + 1), .dim), right: rights[column], top: top)
    }
    drawing.text(StyledText(last, .dim), x: right + gap, top: top)
    top += line
    let (style, longest) = scale
    let start = top
    for row in rows {
      drawing.text(row.label, x: 0, top: top)
      for (column, text) in row.cells.enumerated() {
        drawing.text(text, right: rights[column], top: top)
      }
      let isLess = row.value < 0
      let length = row.value.isFinite && longest > 0 ? row.value.magnitude / longest * half : 0
      drawing.rectangle(
        x: isLess ? axis - length : axis, y: top + 3, width: length, height: line - 6,
        class: isLess ? "loss" : "gain")
      drawing.text(
        StyledText(style.text(row.value), isLess ? .loss : .gain), right: axis + half + gap * 3,
        top: top)
      top += line
    }
    drawing.rule(from: (axis, start), to: (axis, top))
  }
}
