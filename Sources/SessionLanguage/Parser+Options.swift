/// `name=value` and the words, texts and numbers that commands take.
extension Parser {
  /// `name=value`, if that is what comes.
  mutating func option(of form: CommandForm) throws(Diagnostic) -> Located<Argument>? {
    guard let (end, equals) = optionName(at: position) else { return nil }
    let name = Located(lexer.text(position, end), lexer.range(position, end))
    move(to: equals + 1)
    guard argumentStart() != nil else {
      throw Diagnostic(
        "expected a value for \(name.node)", at: SourceRange(behind, behind + 1),
        hint: vocabulary.examples[name.node].map { "\(name.node)=\($0)" })
    }
    let value =
      form.expressionOptions.contains(name.node) ? try expression() : try optionValue()
    return Located(.option(name, value), name.range.joined(value.range))
  }

  /// The end of the name at `place` and its `=`, if an option starts there.
  func optionName(at place: Int) -> (end: Int, equals: Int)? {
    let end = lexer.nameEnd(from: place)
    let equals = lexer.skippingBlanks(from: end, newlines: false)
    return end > place && lexer[equals] == "=" ? (end, equals) : nil
  }

  /// A text, a list, a number, a range of numbers, or a word.
  private mutating func optionValue() throws(Diagnostic) -> Located<Expression> {
    let start = argumentStart() ?? position
    position = start
    if lexer[start] == "{" { return try list() }
    let end = wordEnd(from: start)
    if let number = try? number(endingAt: end) { return number }
    position = start
    return try textOrWord()
  }

  /// A number with or without sign, or a range of two, if one fills the word up to `end`.
  private mutating func number(endingAt end: Int) throws(Diagnostic) -> Located<Expression>? {
    guard let first = lexer[position],
      first.isDigit || first == "-" || first == "." || first == "\u{2212}",
      let lower = try signedNumber()
    else { return nil }
    if behind == lexer.offsets[end] { return lower }
    let bound: Expression.Bound
    switch try peek().kind {
    case .symbol(.through): bound = .through
    case .symbol(.upTo): bound = .upTo
    default: return nil
    }
    try advance()
    guard let upper = try signedNumber(), behind == lexer.offsets[end] else { return nil }
    return Located(.range(lower, bound, upper), lower.range.joined(upper.range))
  }

  private mutating func signedNumber() throws(Diagnostic) -> Located<Expression>? {
    let first = try peek()
    let isNegative = try take(.minus)
    guard case .number(let number) = try peek().kind else { return nil }
    let range = first.range.joined(try peek().range)
    try advance()
    let value = Located(Expression.number(number), range)
    return isNegative ? Located(.negated(value), range) : value
  }

  /// A text in quotes, or everything up to a blank, `,`, `;`, `#` or quote.
  mutating func textOrWord() throws(Diagnostic) -> Located<Expression> {
    let start = position
    if lexer[start]?.opensText == true {
      let (text, next) = try lexer.textLiteral(at: start)
      move(to: next)
      return Located(.text(text), lexer.range(start, next))
    }
    let end = wordEnd(from: start)
    guard end > start else { throw unexpected(try peek()) }
    move(to: end)
    return Located(.word(lexer.text(start, end)), lexer.range(start, end))
  }

  private func wordEnd(from start: Int) -> Int {
    var end = start
    while let scalar = lexer[end], !scalar.endsWord { end += 1 }
    return end
  }
}

extension Unicode.Scalar {
  var endsWord: Bool {
    isBlank || opensText || self == "\n" || self == "," || self == ";" || self == "#"
  }
}
