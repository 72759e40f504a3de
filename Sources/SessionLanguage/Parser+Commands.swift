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
  func argumentStart() -> Int? {
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
          ? ":\(form.name) takes only name=value here" : ":\(form.name) stands alone", at: stray,
        hint: form.takesOptions ? nil : ":\(form.name)")
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
      return Diagnostic(
        "unexpected \(stray)", at: lexer.range(position, end),
        hint: ":\(form.name) \(stray.quoted)\(rest)")
    }
    return Diagnostic(
      "the text must be in quotes", at: lexer.range(position, end),
      hint: ":\(form.name) \(stray.quoted)\(rest)")
  }
}
