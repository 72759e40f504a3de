/// A row of blocks, one value each, over an axis, as of a sweep along one.
public struct Sparkline: Hashable, Sendable {
  /// The line above.
  public var title: StyledText
  /// The values from left to right; `nil` where there is none.
  public var values: [Double?]
  /// Where on the axis each value stands, ascending.
  public var axis: [Double]
  /// The words for the axis, such as `coeff`.
  public var axisName: String
  /// How the values are written.
  public var style: FigureStyle

  /// A sparkline of values over an axis.
  public init(
    title: StyledText, values: [Double?], axis: [Double], axisName: String,
    style: FigureStyle = .percent(1)
  ) {
    self.title = title
    self.values = values
    self.axis = axis
    self.axisName = axisName
    self.style = style
  }
}

extension Sparkline {
  func lines(in layout: Layout) -> [StyledText] {
    var lines =
      title.isEmpty ? [] : Wrapping.lines(of: title, width: layout.width - 1).map { " " + $0 }
    if !title.isEmpty { lines.append(StyledText()) }
    guard let spread = Spread(values) else { return lines }
    let style = style.telling(spread)
    let room = layout.width - 4
    let count = min(values.count, room)
    let cellsEach = max(1, min(3, min(60, room) / max(1, count)))
    // More values than cells: each cell shows the greatest of its share, so that no peak is lost.
    let shown = (0..<count).map { cell -> Double? in
      let share = values[cell * values.count / count..<(cell + 1) * values.count / count]
      return share.compactMap { $0 }.filter(\.isFinite).max()
    }
    let levels = layout.charset == .unicode ? Array("▁▂▃▄▅▆▇█") : Array("_.-=+*%#")
    let blocks = shown.map { value -> String in
      guard let value else { return String(repeating: " ", count: cellsEach) }
      let level = levels[min(levels.count - 1, Int(spread.share(of: value) * Double(levels.count)))]
      return String(repeating: level, count: cellsEach)
    }
    let line = "   " + StyledText(blocks.joined(), .steered)
    let peak = values.firstIndex { $0 == spread.high } ?? 0
    let place = axis.indices.contains(peak) ? Figures.short(axis[peak]) : "?"
    let summary = StyledText(
      spread.isFlat && values.count > 1
        ? "\(style.text(spread.high)) everywhere"
        : "max \(style.text(spread.high)) at \(axisName) \(place) · min \(style.text(spread.low))")
    if line.width + 3 + summary.width <= layout.width {
      lines.append(line + "   " + summary)
      lines.append(scale(cells: count * cellsEach, layout))
    } else {
      lines.append(line)
      lines.append(scale(cells: count * cellsEach, layout))
      lines += Wrapping.lines(of: summary, width: layout.width - 3).map { "   " + $0 }
    }
    return lines
  }

  /// The ends of the axis below its first and last cell, and zero where it lies between them.
  private func scale(cells: Int, _ layout: Layout) -> StyledText {
    guard let first = axis.first, let last = axis.last, axis.count > 1 else {
      return StyledText("   " + (axis.first.map(Figures.short) ?? ""), .dim)
    }
    let low = Figures.short(first)
    let high = Figures.short(last)
    var marks = [(0, low)]
    if first < 0, last > 0 {
      let zero = Int((-first / (last - first) * Double(cells - 1)).rounded())
      if zero > low.count, zero + 1 < cells - high.count { marks.append((zero, "0")) }
    }
    marks.append((max(low.count + 1, cells - high.count), high))
    var text = ""
    for (position, mark) in marks {
      text += String(repeating: " ", count: max(0, position - text.count)) + mark
    }
    return Wrapping.truncated(
      StyledText("   " + text, .dim), width: layout.width, mark: layout.ellipsis)
  }
}
