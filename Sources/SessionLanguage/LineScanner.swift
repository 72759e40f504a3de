/// Cuts a line into pieces the way the parser reads it, without ever giving up.
struct LineScanner {
  let lexer: Lexer
  let vocabulary: Vocabulary
  var position = 0
  private(set) var pieces: [LinePiece] = []

  init(_ source: String, _ vocabulary: Vocabulary) {
    lexer = Lexer(source)
    self.vocabulary = vocabulary
  }

  mutating func scan() {
    while true {
      skipBlanks()
      guard let scalar = lexer[position] else { return }
      if scalar.separates {
        take(.separator, upTo: position + 1)
      } else if scalar == ":" {
        scanCommand()
      } else {
        scanStatement()
      }
    }
  }

  mutating func take(_ kind: LinePiece.Kind, upTo end: Int) {
    pieces.append(LinePiece(kind: kind, range: lexer.range(position, end)))
    position = end
  }

  /// Moves behind blanks and comments, which become pieces; inside brackets a newline is a blank.
  mutating func skipBlanks(newlines: Bool = false) {
    while let scalar = lexer[position] {
      if scalar == "#" {
        take(.comment, upTo: lexer.lineEnd(from: position))
      } else if scalar.isBlank || newlines && scalar == "\n" {
        position += 1
      } else {
        return
      }
    }
  }

  private mutating func scanStatement() {
    let end = lexer.nameEnd(from: position)
    if lexer.text(position, end) == "let" { take(.keyword, upTo: end) }
    scanExpression(isArgument: false)
  }

  /// An expression up to the end of the statement; as an argument, up to where it is complete.
  mutating func scanExpression(isArgument: Bool) {
    var depth = 0
    var isComplete = false
    while true {
      skipBlanks(newlines: depth > 0)
      guard let scalar = lexer[position] else { return }
      if depth == 0 {
        if scalar.separates { return }
        if isArgument, scalar == "," || isComplete && !scalar.continuesExpression { return }
      }
      if scalar.opensText {
        takeText()
        isComplete = true
      } else if scalar.startsName {
        takeName(inCall: depth > 0)
        isComplete = true
      } else if let (token, next) = try? lexer.token(at: position, newlinesAreBlank: false) {
        if case .symbol(let symbol) = token.kind {
          if symbol.opens { depth += 1 }
          if symbol.closes { depth = max(0, depth - 1) }
          isComplete = symbol.closes
          take(.sign, upTo: next)
        } else {
          take(.number, upTo: next)
          isComplete = true
        }
      } else {
        take(.stray, upTo: position + 1)
      }
    }
  }

  /// The text in quotes that starts here, whatever its escapes.
  mutating func takeText() {
    let start = position
    let isLong = lexer[start] == "\"" && lexer[start + 1] == "\"" && lexer[start + 2] == "\""
    let closing = lexer.scalars[start].closingQuote
    var end = start + (isLong ? 3 : 1)
    while let scalar = lexer[end] {
      if scalar == "\\", lexer[end + 1] != nil, isLong || lexer[end + 1] != "\n" {
        end += 2
      } else if isLong, scalar == "\"", lexer[end + 1] == "\"", lexer[end + 2] == "\"" {
        return take(.text(isClosed: true), upTo: end + 3)
      } else if !isLong, scalar == closing || scalar == "\"" {
        return take(.text(isClosed: true), upTo: end + 1)
      } else if !isLong, scalar == "\n" {
        break
      } else {
        end += 1
      }
    }
    take(.text(isClosed: false), upTo: end)
  }

  private mutating func takeName(inCall: Bool) {
    let end = lexer.nameEnd(from: position)
    let following = lexer.skippingBlanks(from: end, newlines: inCall)
    if follows(".") {
      take(.field, upTo: end)
    } else if inCall, lexer[following] == "=" {
      take(.option, upTo: end)
    } else if vocabulary.function(lexer.text(position, end)) != nil {
      take(.function, upTo: end)
    } else {
      take(.name, upTo: end)
    }
  }

  /// Whether the last piece is this sign.
  private func follows(_ sign: Unicode.Scalar) -> Bool {
    guard let last = pieces.last, last.kind == .sign, position > 0 else { return false }
    return lexer[position - 1] == sign && last.range.upper == lexer.offsets[position]
  }
}

extension Unicode.Scalar {
  fileprivate var separates: Bool { self == "\n" || self == ";" }

  /// Whether an expression that could end here goes on instead.
  fileprivate var continuesExpression: Bool {
    switch self {
    case "+", "-", "*", "/", ".", "(", ")", "}", "\u{2212}": true
    default: false
    }
  }
}

extension Symbol {
  fileprivate var opens: Bool { self == .openParenthesis || self == .openBrace }
  fileprivate var closes: Bool { self == .closeParenthesis || self == .closeBrace }
}
