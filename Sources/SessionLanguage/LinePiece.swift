/// A piece of a line as it is being typed, right or wrong: what colours, hints and completion go by.
public struct LinePiece: Hashable, Sendable {
  /// What a piece is, as far as one can tell before the line is whole.
  public enum Kind: Hashable, Sendable {
    /// A colon and the name behind it.
    case command
    /// `let`
    case keyword
    /// The name of a function, its bracket typed or not.
    case function
    /// A vector, or a word such as `front`.
    case name
    /// The name behind a point.
    case field
    /// The name before the `=` of an argument.
    case option
    case number
    /// A text in quotes; one that is not closed goes on to the end of the line, or beyond.
    case text(isClosed: Bool)
    /// A word of a command: a model, a path, an option without its `=`.
    case word
    /// A bracket, an operator, a comma, a point.
    case sign
    /// A `;` or the end of a line between two statements.
    case separator
    case comment
    /// What may stand nowhere.
    case stray
  }

  /// What it is.
  public var kind: Kind
  /// Where it stands.
  public var range: SourceRange

  /// The pieces of `source` in order; what lies between them is blank.
  public static func pieces(of source: String, _ vocabulary: Vocabulary) -> [LinePiece] {
    var scanner = LineScanner(source, vocabulary)
    scanner.scan()
    return scanner.pieces
  }
}
