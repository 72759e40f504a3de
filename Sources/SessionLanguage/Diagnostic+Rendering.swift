extension Diagnostic {
  /// What the reader sees above the message, and so what has to be printed of the source.
  public enum Placement: Hashable, Sendable {
    /// The line was just typed after a prompt of so many cells and still stands above.
    case typed(promptCells: Int)
    /// The line is not in sight, or wrapped: it is printed again.
    case repeated
    /// The line is in a file.
    case file(String)
  }

  /// The lines to print: source where needed, caret, `error:` and `hint:`.
  ///
  /// `cells` measures text in terminal cells. The source line is cut around the caret to `width`.
  public func rendered(
    in source: String, _ placement: Placement, width: Int = 80, cells: (String) -> Int
  ) -> [String] {
    let excerpt = SourceExcerpt(range, in: source, width: width, cells: cells)
    var lines: [String]
    switch placement {
    case .typed(let prompt)
    where excerpt.isOnlyLine && prompt + excerpt.caretStart + excerpt.caretCells <= width:
      lines = [excerpt.caretLine(indent: prompt), "error: \(message)"]
    case .typed, .repeated:
      lines = [excerpt.text, excerpt.caretLine(), "error: \(message)"]
    case .file(let name):
      lines = ["\(name):\(excerpt.line):\(excerpt.column): error: \(message)"]
      lines += [excerpt.text, excerpt.caretLine()]
    }
    if let hint { lines.append("hint:  \(hint)") }
    return lines
  }
}
