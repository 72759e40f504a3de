import Reports

/// A view that is drawn over itself: the sequences that take one frame's place with the next.
public struct LiveFrame: Sendable {
  /// The cells of each line of the frame on the screen, top to bottom.
  private var drawn: [Int] = []

  /// Nothing on the screen yet.
  public init() {}

  /// Whether a frame is on the screen.
  public var isDrawn: Bool { !drawn.isEmpty }

  /// What to write to draw `lines` (rendered, with their widths) over the frame before it, in one piece.
  ///
  /// A frame higher than the screen less two shows its last lines. Rows are counted at the width the
  /// terminal has now, since one that was made narrower has wrapped what it showed.
  public mutating func draw(
    _ lines: [(text: String, width: Int)], columns: Int, rows: Int
  ) -> String {
    let visible = rows > 3 ? lines.suffix(rows - 2) : lines[...]
    var text = "\u{1B}[?2026h" + goBack(columns: columns, rows: rows)
    for (index, line) in visible.enumerated() {
      if index > 0 { text += "\r\n" }
      text += line.text + "\u{1B}[K"
    }
    text += "\u{1B}[J\u{1B}[?2026l"
    drawn = visible.map(\.width)
    return text
  }

  /// What to write to take the frame away; the cursor is where its first line began.
  public mutating func erase(columns: Int, rows: Int) -> String {
    guard isDrawn else { return "" }
    let text = goBack(columns: columns, rows: rows) + "\u{1B}[J"
    drawn = []
    return text
  }

  /// Forgets the frame: something else has been written below it, and it stays.
  public mutating func abandon() {
    drawn = []
  }

  private func goBack(columns: Int, rows: Int) -> String {
    guard isDrawn else { return "\r" }
    let height = drawn.reduce(0) { sum, width in
      sum + (columns > 0 ? max(1, (width + columns - 1) / columns) : 1)
    }
    let up = rows > 0 ? min(height - 1, rows - 1) : height - 1
    return (up > 0 ? "\u{1B}[\(up)A" : "") + "\r"
  }
}
