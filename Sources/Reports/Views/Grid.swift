/// Rows of cells, each cell a block of lines, between borders.
struct Grid {
  var widths: [Int]
  var head: [StyledText]?
  var rows: [[[StyledText]]]
  var isOpen = false
  /// Whether rows stand above, so that the upper border is left out.
  var isContinued = false

  /// The cells of a row of columns of these widths, borders included.
  static func width(of widths: [Int]) -> Int {
    widths.reduce(0) { $0 + $1 + 2 } + widths.count + 1
  }

  func lines(in layout: Layout) -> [StyledText] {
    let isUnicode = layout.charset == .unicode
    let top: [String] = isUnicode ? ["╭", "┬", "╮", "─"] : ["+", "+", "+", "-"]
    let middle: [String] = isUnicode ? ["├", "┼", "┤", "─"] : ["+", "+", "+", "-"]
    let bottom: [String] = isUnicode ? ["╰", "┴", "╯", "─"] : ["+", "+", "+", "-"]
    var lines = isContinued ? [] : [rule(top)]
    if let head {
      let cells = zip(head, widths).map {
        [Wrapping.truncated($0, width: $1, mark: layout.ellipsis)]
      }
      lines += row(cells, layout)
    }
    for (index, cells) in rows.enumerated() {
      if isContinued || head != nil || index > 0 { lines.append(rule(middle)) }
      lines += row(cells, layout)
    }
    if !isOpen { lines.append(rule(bottom)) }
    return lines
  }

  private func rule(_ parts: [String]) -> StyledText {
    let segments = widths.map { String(repeating: parts[3], count: $0 + 2) }
    return StyledText(parts[0] + segments.joined(separator: parts[1]) + parts[2], .dim)
  }

  private func row(_ cells: [[StyledText]], _ layout: Layout) -> [StyledText] {
    let border = StyledText(layout.symbol("│", "|"), .dim)
    let height = cells.map(\.count).max() ?? 0
    return (0..<max(1, height)).map { line in
      var text = border
      for (index, width) in widths.enumerated() {
        let lines = index < cells.count ? cells[index] : []
        let part = line < lines.count ? lines[line] : StyledText()
        text += " " + part.padded(to: width) + " " + border
      }
      return text
    }
  }
}

extension StyledText {
  /// The text with blanks after it, or before it, or both, up to a width.
  func padded(to width: Int, _ alignment: Table.Alignment = .left) -> StyledText {
    let missing = max(0, width - self.width)
    guard missing > 0 else { return self }
    let before =
      switch alignment {
      case .left: 0
      case .center: missing / 2
      case .right: missing
      }
    return StyledText(String(repeating: " ", count: before)) + self
      + StyledText(String(repeating: " ", count: missing - before))
  }

  /// The text without plain blanks at its end.
  func trimmed() -> StyledText {
    var runs = self.runs
    while let last = runs.last, last.text.last == " " {
      runs[runs.count - 1].text = String(last.text.dropLast(while: " "))
      if !runs[runs.count - 1].text.isEmpty { break }
      runs.removeLast()
    }
    return StyledText(runs)
  }
}

extension String {
  fileprivate func dropLast(while character: Character) -> Substring {
    guard let last = lastIndex(where: { $0 != character }) else { return "" }
    return self[...last]
  }
}
