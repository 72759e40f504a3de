extension LineScanner {
  /// A command and its arguments, up to the end of the statement.
  mutating func scanCommand() {
    var end = lexer.commandEnd(from: position + 1)
    if end == position + 1, lexer[end] == "?" { end += 1 }
    let form = vocabulary.command(lexer.text(position + 1, end))
    take(.command, upTo: end)
    while true {
      skipBlanks()
      guard let scalar = lexer[position], scalar != "\n", scalar != ";" else { return }
      if scalar == "," {
        take(.sign, upTo: position + 1)
      } else if let form {
        scanArgument(of: form)
      } else {
        scanWord()
      }
    }
  }

  private mutating func scanArgument(of form: CommandForm) {
    let end = lexer.nameEnd(from: position)
    if end > position {
      if form.takesAxes, isAxis(end, form) { return scanAxis(upTo: end) }
      if form.takesOptions, lexer[lexer.skippingBlanks(from: end, newlines: false)] == "=" {
        let name = lexer.text(position, end)
        take(.option, upTo: end)
        return scanValue(isExpression: form.expressionOptions.contains(name))
      }
    }
    let start = position
    switch form.positional {
    case .expression: scanExpression(isArgument: true)
    case .text where lexer[position] == "{": scanExpression(isArgument: true)
    default: scanWord()
    }
    if position == start { take(.stray, upTo: position + 1) }
  }

  /// Whether the name that ends at `end` begins an axis; the name of a file has a point in it too.
  private func isAxis(_ end: Int, _ form: CommandForm) -> Bool {
    guard lexer[end] == ".", lexer[end + 1] != "." else { return false }
    let field = lexer.nameEnd(from: end + 1)
    return form.positional != .words
      || lexer[lexer.skippingBlanks(from: field, newlines: false)] == "="
  }

  /// `love.coeff=-20..20`, or as much of it as there is.
  private mutating func scanAxis(upTo end: Int) {
    take(.name, upTo: end)
    take(.sign, upTo: end + 1)
    let field = lexer.nameEnd(from: position)
    if field > position { take(.field, upTo: field) }
    guard lexer[lexer.skippingBlanks(from: position, newlines: false)] == "=" else { return }
    scanValue(isExpression: false)
  }

  /// The `=` and the value behind it.
  private mutating func scanValue(isExpression: Bool) {
    skipBlanks()
    take(.sign, upTo: position + 1)
    skipBlanks()
    guard let scalar = lexer[position], scalar != "\n", scalar != ";" else { return }
    if isExpression || scalar == "{" { scanExpression(isArgument: true) } else { scanWord() }
  }

  /// A text in quotes, or everything up to a blank, `,`, `;`, `#` or quote.
  private mutating func scanWord() {
    guard let scalar = lexer[position] else { return }
    if scalar.opensText { return takeText() }
    var end = position
    while let scalar = lexer[end], !scalar.endsWord { end += 1 }
    guard end > position else { return take(.stray, upTo: position + 1) }
    let isNumber = scalar.isDigit || scalar == "-" || scalar == "." || scalar == "\u{2212}"
    take(isNumber && Self.isNumeric(lexer.text(position, end)) ? .number : .word, upTo: end)
  }

  /// Whether a word is a number or a range of numbers.
  private static func isNumeric(_ word: String) -> Bool {
    word.unicodeScalars.allSatisfy {
      $0.isDigit || "+-.eE<\u{2212}".unicodeScalars.contains($0)
    }
  }
}
