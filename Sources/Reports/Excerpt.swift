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
    let characters = Array(source).map { $0 == "\n" || $0 == "\r\n" ? " " : $0 }
    let start = max(0, min(marked.lowerBound, characters.count))
    let end = max(start, min(marked.upperBound, characters.count))
    let before = margin + Self.width(characters[..<start])
    let marks = max(1, Self.width(characters[start..<end]))
    let total = margin + Self.width(characters[...])
    // A typed line that wrapped is printed again, cut around the marks.
    if showsSource || max(total, before + marks) > layout.width {
      return cut(characters, start, end, layout)
    }
    return [caretLine(before, marks)]
  }

  private func cut(
    _ characters: [Character], _ start: Int, _ end: Int, _ layout: Layout
  ) -> [StyledText] {
    let margin = showsSource ? min(self.margin, layout.width / 4) : 0
    let room = layout.width - margin
    var first = 0
    // Keep a third of the line as context before the marks.
    while first < start, Self.width(characters[first..<start]) > room / 3,
      Self.width(characters[first...]) + 1 > room
    {
      first += 1
    }
    let lead = first > 0 ? layout.ellipsis : ""
    var line = StyledText(String(repeating: " ", count: margin))
    line.append(lead, .dim)
    line.append(String(characters[first...]))
    let before = margin + CellWidth.of(lead) + Self.width(characters[first..<start])
    let marks = max(1, min(Self.width(characters[start..<end]), layout.width - before))
    return [
      Wrapping.truncated(line, width: layout.width, mark: layout.ellipsis),
      caretLine(before, marks),
    ]
  }

  private func caretLine(_ before: Int, _ marks: Int) -> StyledText {
    StyledText(String(repeating: " ", count: before))
      + StyledText(String(repeating: "^", count: marks), .caret)
  }

  private static func width(_ characters: some Sequence<Character>) -> Int {
    characters.reduce(0) { $0 + CellWidth.of($1) }
  }
}
