/// Reads a source text one statement at a time.
///
///     input      = { [ statement ] ( ";" | newline ) } [ statement ]
///     statement  = binding | adjustment | expression | command
///     binding    = "let" name "=" expression
///     adjustment = name [ "." name ] ( "=" | "+=" | "-=" | "*=" | "/=" ) value
///     value      = expression [ ( ".." | "..<" ) expression ]
///     expression = term { ( "+" | "-" ) term }
///     term       = factor { ( "*" | "/" ) factor }
///     factor     = "-" factor | number | text | name [ "." name ] | call | list
///                | "(" expression ")"
///     call       = name "(" [ argument { "," argument } ] ")"
///     argument   = name "=" value | value
///     list       = "{" [ value { "," value } ] "}"
///     command    = ":" name { ( option | axis | text | word | expression ) [ "," ] }
///     option     = name "=" ( text | list | number | range | word | expression )
///     axis       = name "." name "=" value
///
/// A comment runs from `#` to the end of its line. Inside brackets a newline is a blank. Which
/// arguments a command takes, and which word stands for it, is told by the `Vocabulary`.
public struct Parser {
  let lexer: Lexer
  let vocabulary: Vocabulary
  var position = 0
  /// The tokens that opened the brackets we are in.
  var open: [Token] = []
  /// Where the last token that was taken ended.
  var behind = 0
  /// The operators and brackets of this statement so far: the tree is at most so deep.
  var size = 0
  /// Where this statement starts.
  var start = 0
  private var ahead: (position: Int, nested: Bool, token: Token, next: Int)?

  /// A parser at the start of `source`.
  public init(_ source: String, _ vocabulary: Vocabulary) {
    lexer = Lexer(source)
    self.vocabulary = vocabulary
  }

  /// Every statement of `source`.
  public static func statements(
    of source: String, _ vocabulary: Vocabulary
  ) throws(Diagnostic) -> [Located<Statement>] {
    var parser = Parser(source, vocabulary)
    var statements: [Located<Statement>] = []
    while let statement = try parser.next() { statements.append(statement) }
    return statements
  }

  /// Whether `source` ends inside a `(`, `{` or `"""`, so that more lines may make it right.
  public static func needsMoreLines(_ source: String, _ vocabulary: Vocabulary) -> Bool {
    do {
      _ = try statements(of: source, vocabulary)
      return false
    } catch {
      return error.needsMoreLines
    }
  }

  /// The next statement; nil at the end of the text.
  public mutating func next() throws(Diagnostic) -> Located<Statement>? {
    size = 0
    try skipSeparators()
    guard try peek().kind != .end else { return nil }
    let first = try peek().range
    start = lexer.skippingBlanks(from: position, newlines: false)
    let node = try statement()
    let end = try peek()
    switch end.kind {
    case .end, .newline, .symbol(.semicolon): break
    case .name, .symbol(.colon):
      throw Diagnostic(
        "unexpected \(shown(end))", at: end.range, hint: "a ; separates two statements")
    default: throw unexpected(end)
    }
    return Located(node, first.joined(SourceRange(behind, behind)))
  }

  /// The next token, left in place.
  mutating func peek() throws(Diagnostic) -> Token {
    let nested = !open.isEmpty
    if let ahead, ahead.position == position, ahead.nested == nested { return ahead.token }
    let (token, next) = try lexer.token(at: position, newlinesAreBlank: nested)
    ahead = (position, nested, token, next)
    return token
  }

  /// Moves behind the next token.
  mutating func advance() throws(Diagnostic) {
    let token = try peek()
    behind = token.range.upper
    position = ahead?.next ?? position
  }

  /// Moves behind the next token if it is `symbol`.
  mutating func take(_ symbol: Symbol) throws(Diagnostic) -> Bool {
    guard try peek().kind == .symbol(symbol) else { return false }
    try advance()
    return true
  }

  private mutating func skipSeparators() throws(Diagnostic) {
    while true {
      switch try peek().kind {
      case .newline, .symbol(.semicolon): try advance()
      default: return
      }
    }
  }

  /// Goes on to a text that starts at scalar `place`, after reading words by other means.
  mutating func move(to place: Int) {
    position = place
    behind = lexer.offsets[place]
  }
}
