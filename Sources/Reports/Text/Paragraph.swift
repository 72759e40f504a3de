/// Text whose wrapped lines keep the indent of the line they continue.
struct Paragraph {
  var text: StyledText

  init(_ text: StyledText) {
    self.text = text
  }

  func lines(in layout: Layout) -> [StyledText] {
    hardLines.flatMap { line -> [StyledText] in
      let string = line.string
      let blanks = min(string.prefix { $0 == " " }.utf8.count, layout.width / 2)
      guard blanks > 0 else { return Wrapping.lines(of: line, width: layout.width) }
      let margin = StyledText(String(repeating: " ", count: blanks))
      return Wrapping.lines(of: line.dropping(blanks), width: layout.width - blanks)
        .map { (margin + $0).trimmed() }
    }
  }

  private var hardLines: [StyledText] {
    var lines = [StyledText()]
    for run in text.runs {
      for (index, part) in run.text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        if index > 0 { lines.append(StyledText()) }
        lines[lines.count - 1].append(String(part), run.role)
      }
    }
    return lines
  }
}

extension StyledText {
  /// The text less so many blanks at its start.
  fileprivate func dropping(_ blanks: Int) -> StyledText {
    var left = blanks
    return StyledText(
      runs.map { run in
        let count = min(left, run.text.prefix { $0 == " " }.count)
        left -= count
        return Run(String(run.text.dropFirst(count)), run.role)
      })
  }
}
