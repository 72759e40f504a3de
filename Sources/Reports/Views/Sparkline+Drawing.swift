extension Sparkline {
  /// The curve below what is drawn already, its greatest and least value written beside it.
  func draw(into drawing: inout SVGDrawing) {
    drawing.title(title)
    guard let spread = Spread(values) else { return }
    let style = style.telling(spread)
    let (width, height, line) = (560.0, 160.0, SVGDrawing.line)
    let scale = [style.text(spread.low), style.text(spread.high)]
    let left = Double(scale.map(CellWidth.of).max() ?? 0) * SVGDrawing.cell + 10
    let top = drawing.height
    drawing.text(StyledText(scale[1], .dim), right: left - 8, top: top - 4)
    drawing.text(StyledText(scale[0], .dim), right: left - 8, top: top + height - 12)
    drawing.rule(from: (left, top), to: (left, top + height))
    drawing.rule(from: (left, top + height), to: (left + width, top + height))
    let first = axis.first ?? 0
    let last = axis.last ?? 1
    func place(_ value: Double) -> Double {
      left + (last > first ? (value - first) / (last - first) : 0.5) * width
    }
    if first < 0, last > 0 {
      drawing.rule(from: (place(0), top), to: (place(0), top + height))
      drawing.text(StyledText("0", .dim), x: place(0) - 4, top: top + height + 4)
    }
    let points = zip(axis, values).compactMap { at, value -> (x: Double, y: Double)? in
      guard let value, value.isFinite else { return nil }
      return (place(at), top + (1 - spread.share(of: value)) * height)
    }
    drawing.path(points)
    for (at, value) in zip(axis, values) {
      guard let value, value.isFinite else { continue }
      drawing.dot(
        x: place(at), y: top + (1 - spread.share(of: value)) * height,
        radius: value == spread.high ? 4 : 2.5,
        note: "\(axisName) \(Figures.short(at)): \(style.text(value))")
    }
    drawing.text(StyledText(Figures.short(first), .dim), x: left, top: top + height + 4)
    drawing.text(
      StyledText(Figures.short(last), .dim), right: left + width, top: top + height + 4)
    drawing.text(StyledText(axisName), x: left + width + 8, top: top + height - line / 2)
  }
}
