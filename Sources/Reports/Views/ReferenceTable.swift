/// The comparison table of the published code: columns of 60 cells, centred, ruled in ASCII.
///
/// In columns of that width it breaks line by line where that code's prettytable (3.7) does, which
/// counts the escape sequences around the bold prompt as characters. One thing it does not do: eat
/// the letters d, e, f, n, o, t and x at the end of a completion. Bold is closed at the end of a line
/// and opened again on the next.
public struct ReferenceTable: Hashable, Sendable {
  /// A title and the completions under it.
  public struct Column: Hashable, Sendable {
    /// What stands above, bold.
    public var title: String
    /// The completions, end-of-text tokens included.
    public var completions: [String]

    /// A column under a title.
    public init(_ title: String, _ completions: [String]) {
      (self.title, self.completions) = (title, completions)
    }
  }

  /// What every completion began with.
  public var prompt: String
  /// The columns, the unsteered one first.
  public var columns: [Column]

  /// The cells of a column without its padding.
  static let columnWidth = 60
  private static let end = "<|endoftext|>"

  /// A table of completions of one prompt.
  public init(prompt: String, columns: [Column]) {
    (self.prompt, self.columns) = (prompt, columns)
  }

  /// The lines of a cell, broken where the published code breaks them.
  func publishedCell(_ completion: String) -> [StyledText] {
    var glyphs = Self.hidden("\u{1B}[1m")
    glyphs += Self.shown(prompt, isBold: true)
    glyphs += Self.hidden("\u{1B}[0m")
    glyphs += Self.shown(Self.withOneEnd(completion), isBold: false)
    let lineBreak = TextFilling.Glyph(scalar: "\n")
    let parts = glyphs.split(separator: lineBreak, omittingEmptySubsequences: false)
    return parts.flatMap { part -> [StyledText] in
      let line = Array(part)
      let text = Self.styled(line)
      guard text.width > Self.columnWidth else { return [text] }
      return TextFilling.lines(of: line, width: Self.columnWidth).map(Self.styled)
    }
  }

  /// Repeated end-of-text tokens fill a batch up; one says that the completion ended.
  static func withOneEnd(_ completion: String) -> String {
    guard completion.hasSuffix(end) else { return completion }
    var text = Substring(completion)
    while text.hasSuffix(end) { text = text.dropLast(end.count) }
    return text + end
  }

  private static func hidden(_ sequence: String) -> [TextFilling.Glyph] {
    sequence.unicodeScalars.map { TextFilling.Glyph(scalar: $0, isHidden: true) }
  }

  private static func shown(_ text: String, isBold: Bool) -> [TextFilling.Glyph] {
    Escaping.escaped(text, keepingLineBreaks: true).unicodeScalars.map { scalar in
      // A line break ends a line of the cell whether or not it is bold.
      TextFilling.Glyph(scalar: scalar, isBold: isBold && scalar != "\n")
    }
  }

  private static func styled(_ line: [TextFilling.Glyph]) -> StyledText {
    var text = StyledText()
    var piece = String.UnicodeScalarView()
    var isBold = false
    for glyph in line where !glyph.isHidden {
      if glyph.isBold != isBold {
        text.append(String(piece), isBold ? .prompt : .plain)
        piece = String.UnicodeScalarView()
        isBold = glyph.isBold
      }
      piece.append(glyph.scalar)
    }
    text.append(String(piece), isBold ? .prompt : .plain)
    return text
  }
}
