/// The room a report is laid out in: width, charset, and how highlighted tokens are told apart.
public struct Layout: Hashable, Sendable {
  /// Which characters borders, bars and marks may use.
  public enum Charset: Hashable, Sendable {
    /// Box drawing, blocks, dots and arrows.
    case unicode
    /// ASCII alone.
    case ascii
  }

  /// The cells of a line, at least 10.
  public var width: Int
  /// Which characters borders, bars and marks may use.
  public var charset: Charset
  /// Whether highlighted tokens stand in ⟦ ⟧, for want of colour.
  public var marksHighlights: Bool
  /// Whether colour will tell apart what is otherwise told apart by marks and numbers.
  public var hasColor: Bool
  /// Whether a person looks at it on a screen, which breaks lines that are longer than its width.
  public var isScreen: Bool

  /// Room of a width, in Unicode, without colour and on no screen unless told otherwise.
  public init(
    width: Int, charset: Charset = .unicode, marksHighlights: Bool = false, hasColor: Bool = false,
    isScreen: Bool = false
  ) {
    self.width = max(10, width)
    self.charset = charset
    self.marksHighlights = marksHighlights
    self.hasColor = hasColor
    self.isScreen = isScreen
  }

  /// What tests and pipes get: 80 cells, Unicode.
  public static let standard = Layout(width: 80)

  /// The first text where the charset allows it, else the second.
  func symbol(_ unicode: String, _ ascii: String) -> String {
    charset == .unicode ? unicode : ascii
  }

  /// The mark of what was cut away, one cell.
  var ellipsis: String { symbol("…", "~") }

  /// The text in this charset: what is not the model's or the user's own loses its typography.
  func inCharset(_ text: StyledText) -> StyledText {
    guard charset == .ascii, !text.string.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
    return StyledText(
      text.runs.map { run in
        guard !run.role.isContent else { return run }
        return StyledText.Run(String(run.text.map { Self.asciiForms[$0] ?? $0 }), run.role)
      })
  }

  /// One-cell stand-ins, so that no column moves.
  private static let asciiForms: [Character: Character] = [
    "·": "-", "→": ">", "…": "~", "●": "*", "○": "o", "−": "-", "‖": "|", "×": "x", "±": "+",
    "⏹": "#", "▌": "_", "❯": ">", "≥": ">", "≤": "<", "–": "-", "—": "-", "“": "\"", "”": "\"",
    "‘": "'", "’": "'", "│": "|", "─": "-", "█": "#", "░": ".", "▒": ":", "▓": "*", "⟦": "[",
    "⟧": "]", "✓": "+", "✗": "x", "↵": "_", "←": "<", "↑": "^", "↓": "v", "⠹": "*",
  ]
}
