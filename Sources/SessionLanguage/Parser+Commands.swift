extension Parser {
  mutating func command() throws(Diagnostic) -> Invocation {
    let colon = try peek().range
    let start = lexer.skippingBlanks(from: position, newlines: false) + 1
    var end = lexer.commandEnd(from: start)
    if end == start, lexer[start] == "?" { end += 1 }
    let range = colon.joined(lexer.range(start, end))
    let form = try vocabulary.resolve(lexer.text(start, end), at: range)
    move(to: end)

    var arguments: [Located<Argument>] = []
    while let place = argumentStart() {
      position = place
      arguments.append(try argument(of: form, typed: range))
      let comma = lexer.skippingBlanks(from: position, newlines: false)
      if lexer[comma] == "," { position = comma + 1 }
    }
    return Invocation(Located(form.name, range), arguments)
  }

  /// Where the next argument begins; nil at the end of the command.
  private func argumentStart() -> Int? {
    let place = lexer.skippingBlanks(from: position, newlines: false)
    guard let scalar = lexer[place], scalar != "\n", scalar != ";" else { return nil }
    return place
  }

  private mutating func argument(
    of form: CommandForm, typed: SourceRange
  ) throws(Diagnostic) -> Located<Argument> {
    let start = position
    if form.takesAxes, let axis = try axis(of: form) { return axis }
    if form.takesOptions, let option = try option(of: form) { return option }
    if lexer[start] == "," { throw unexpected(try peek()) }
    switch form.positional {
    case .expression:
      return located(try expression())
    case .words:
      return located(try textOrWord())
    case .text:
      if lexer[start] == "{" { return located(try list()) }
      if lexer[start]?.opensText == true { return located(try textOrWord()) }
      throw textWithoutQuotes(form)
    case .none:
      let stray = lexer.range(start, strayEnd(from: start))
      throw Diagnostic(
        form.takesOptions
          ? ":\(form.name) takes only name=value here" : ":\(form.name) stands alone", at: stray)
    }
  }

  private func located(_ value: Located<Expression>) -> Located<Argument> {
    Located(.value(value), value.range)
  }

  /// `love.coeff=-20..20` or `love.layer={0, 6, 11}`, if that is what comes.
  private mutating func axis(of form: CommandForm) throws(Diagnostic) -> Located<Argument>? {
    let start = position
    let vector = lexer.nameEnd(from: start)
    guard vector > start, lexer[vector] == ".", lexer[vector + 1] != "." else { return nil }
    let field = lexer.nameEnd(from: vector + 1)
    guard field > vector + 1 else { return nil }
    // The name of a file has a point in it too.
    let next = lexer.skippingBlanks(from: field, newlines: false)
    if form.positional == .words, lexer[next] != "=" { return nil }
    let name = Located(lexer.text(start, vector), lexer.range(start, vector))
    let part = Located(lexer.text(vector + 1, field), lexer.range(vector + 1, field))
    move(to: field)
    let hint = "\(name.node).\(part.node)=-10..10"
    guard try take(.equals) else { throw expected("a range", hint: hint) }
    let values = try value()
    switch values.node {
    case .range, .list: break
    default: throw Diagnostic("expected a range", at: values.range, hint: hint)
    }
    return Located(.axis(vector: name, field: part, values), name.range.joined(values.range))
  }

  /// `name=value`, if that is what comes.
  private mutating func option(of form: CommandForm) throws(Diagnostic) -> Located<Argument>? {
    guard let (end, equals) = optionName(at: position) else { return nil }
    let name = Located(lexer.text(position, end), lexer.range(position, end))
    move(to: equals + 1)
    guard argumentStart() != nil else {
      throw Diagnostic(
        "expected a value for \(name.node)", at: SourceRange(behind, behind + 1))
    }
    let value =
      form.expressionOptions.contains(name.node) ? try expression() : try optionValue()
    return Located(.option(name, value), name.range.joined(value.range))
  }

  /// The end of the name at `place` and its `=`, if an option starts there.
  private func optionName(at place: Int) -> (end: Int, equals: Int)? {
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
  private mutating func textOrWord() throws(Diagnostic) -> Located<Expression> {
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

  /// The end of the arguments that no option begins, without the blanks behind them.
  private func strayEnd(from start: Int) -> Int {
    var place = start
    var end = start
    while let scalar = lexer[place], scalar != "\n", scalar != ";", scalar != "#" {
      let startsWord = place > start && lexer[place - 1]?.isBlank == true
      if startsWord, optionName(at: place) != nil { break }
      place += 1
      if !scalar.isBlank { end = place }
    }
    return max(end, start + 1)
  }

  private func textWithoutQuotes(_ form: CommandForm) -> Diagnostic {
    let end = strayEnd(from: position)
    var lineEnd = end
    while let scalar = lexer[lineEnd], scalar != "\n", scalar != ";", scalar != "#" {
      lineEnd += 1
    }
    while lineEnd > end, lexer[lineEnd - 1]?.isBlank == true { lineEnd -= 1 }
    let stray = lexer.text(position, end)
    let rest = lexer.text(end, lineEnd)
    guard !stray.unicodeScalars.contains(where: \.opensText) else {
      return Diagnostic("unexpected \(stray)", at: lexer.range(position, end))
    }
    return Diagnostic(
      "the text must be in quotes", at: lexer.range(position, end),
      hint: ":\(form.name) \(stray.quoted)\(rest)")
  }
}

extension Unicode.Scalar {
  var endsWord: Bool {
    isBlank || opensText || self == "\n" || self == "," || self == ";" || self == "#"
  }
}
