extension HeatMap {
  /// The map below what is drawn already; each cell tells its value under the pointer.
  func draw(into drawing: inout SVGDrawing) {
    drawing.title(title)
    guard let (low, high) = ends else { return }
    let spread = Spread(low: low, high: high)
    let (width, height) = (max(28.0, min(48, 900 / Double(max(1, columnLabels.count)))), 22.0)
    let longest = columnLabels.map(CellWidth.of).max() ?? 0
    let isSlanted = Double(longest) * SVGDrawing.cell > width - 4
    let labels = Double(rowLabels.map(CellWidth.of).max() ?? 0) * SVGDrawing.cell + 8
    var top = drawing.height
    top += isSlanted ? Double(longest) * SVGDrawing.cell * 0.77 + 14 : SVGDrawing.line + 4
    for (column, label) in columnLabels.enumerated() {
      let left = labels + Double(column) * width
      if isSlanted {
        drawing.slanted(label, x: left + width / 2, bottom: top - 6)
      } else {
        let text = StyledText(label, .dim)
        let middle = left + (width - Double(text.width) * SVGDrawing.cell) / 2
        drawing.text(text, x: middle, top: top - SVGDrawing.line - 2)
      }
    }
    for (row, line) in values.enumerated() {
      let y = top + Double(row) * height
      let label = row < rowLabels.count ? rowLabels[row] : ""
      drawing.text(StyledText(label, .dim), right: labels - 8, top: y + 2)
      for (column, value) in line.enumerated() {
        guard let value, value.isFinite else { continue }
        let share = spread.share(of: value)
        let level = Int(((spread.isFlat ? 0 : 2 * share - 1) * 127).rounded())
        let name = column < columnLabels.count ? columnLabels[column] : ""
        drawing.rectangle(
          x: labels + Double(column) * width, y: y, width: width - 1, height: height - 1,
          class: scale == .aroundZero
            ? WebPalette.shift(level).map { "on-\($0)" } ?? "ground" : nil,
          fill: scale == .rising ? WebPalette.heat(share) : nil,
          note: "\(label) · \(name): \(style.text(value))")
      }
      if row < rowNotes.count {
        let left = labels + Double(line.count) * width + 8
        drawing.text(StyledText(rowNotes[row], .dim), x: left, top: y + 2)
      }
    }
    if scale == .rising { legend(low: low, high: high, left: labels, into: &drawing) }
    if scale == .aroundZero { signedLegend(high, left: labels, into: &drawing) }
  }

  private func legend(low: Double, high: Double, left: Double, into drawing: inout SVGDrawing) {
    let top = drawing.height + 14
    var x = left
    for (text, shades) in [(style.text(low), WebPalette.heat), (style.text(high), [])] {
      drawing.text(StyledText(text, .dim), x: x, top: top)
      x += Double(CellWidth.of(text)) * SVGDrawing.cell + 6
      for shade in shades {
        drawing.rectangle(x: x, y: top + 2, width: 16, height: 14, fill: shade)
        x += 16
      }
      x += 6
    }
  }

  private func signedLegend(_ high: Double, left: Double, into drawing: inout SVGDrawing) {
    let top = drawing.height + 14
    var x = left
    for step in -4...4 {
      let text = StyledText(
        " \(step % 2 == 0 ? style.text(high * Double(step) / 4) : "") ", .shift(step * 127 / 4))
      drawing.text(text, x: x, top: top)
      x += Double(text.width) * SVGDrawing.cell
    }
  }
}
