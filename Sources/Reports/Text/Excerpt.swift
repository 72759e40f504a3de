/// A line of source with marks under a part of it: where an error is.
public struct Excerpt: Hashable, Sendable {
  /// The line the error is in, as typed.
  public var source: String
  /// The characters of the line that are marked; an empty range marks the place it stands at.
  public var marked: Range<Int>
  /// The cells before the line on the screen: the prompt's, where the reader still sees what he typed.
  public var margin: Int
  /// Whether the line is printed above the marks.
  public var showsSource: Bool

  /// A line with marks under some of its characters.
  public init(source: String, marked: Range<Int>, margin: Int = 0, showsSource: Bool = true) {
    self.source = source
    self.marked = marked
    self.margin = margin
    self.showsSource = showsSource
  }
}

extension Excerpt {
  func lines(in layout: Layout) -> [StyledText] {
    let characters = source.map { $0 == "\n" || $0 == "\r\n" ? " " : $0 }
    // The cells before each character, and before the end.
    let cells = characters.reduce(into: [0]) { $0.append($0[$0.count - 1] + CellWidth.of($1)) }
    let start = max(0, min(marked.lowerBound, characters.count))
    let end = max(start, min(marked.upperBound, characters.count))
    let marks = max(1, cells[end] - cells[start])
    let total = max(cells[characters.count], cells[start] + marks)
    // A typed line that wrapped is printed again, cut around the marks.
    let isReprinted = showsSource || margin + total > layout.width
    guard isReprinted else { return [carets(margin + cells[start], marks)] }

    let margin = showsSource ? min(self.margin, layout.width / 4) : 0
    let room = layout.width - margin
    var first = 0
    if total + 1 > room {
      // Keep up to a third of the line as context before the marks.
      while first < start, cells[start] - cells[first] > room / 3, total - cells[first] + 1 > room {
        first += 1
      }
    }
    var line = StyledText(String(repeating: " ", count: margin))
    if first > 0 { line.append(layout.ellipsis, .dim) }
    line.append(String(characters[first...]))
    let before = margin + (first > 0 ? 1 : 0) + cells[start] - cells[first]
    return [
      Wrapping.truncated(line, width: layout.width, mark: layout.ellipsis),
      carets(before, max(1, min(marks, layout.width - before))),
    ]
  }

  private func carets(_ before: Int, _ marks: Int) -> StyledText {
    StyledText(String(repeating: " ", count: before))
      + StyledText(String(repeating: "^", count: marks), .caret)
  }
}
