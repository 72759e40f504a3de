extension Parser {
  mutating func value() throws(Diagnostic) -> Located<Expression> {
    let lower = try expression()
    let bound: Expression.Bound
    switch try peek().kind {
    case .symbol(.through): bound = .through
    case .symbol(.upTo): bound = .upTo
    default: return lower
    }
    try advance()
    let upper = try expression()
    return Located(.range(lower, bound, upper), lower.range.joined(upper.range))
  }

  mutating func expression() throws(Diagnostic) -> Located<Expression> {
    var left = try term()
    while let sign = try takeOperator(.plus, .minus) {
      let right = try term()
      left = Located(.operation(left, sign, right), left.range.joined(right.range))
    }
    return left
  }

  private mutating func term() throws(Diagnostic) -> Located<Expression> {
    var left = try factor()
    while let sign = try takeOperator(.times, .divided) {
      let right = try factor()
      left = Located(.operation(left, sign, right), left.range.joined(right.range))
    }
    return left
  }

  private mutating func factor() throws(Diagnostic) -> Located<Expression> {
    let token = try peek()
    switch token.kind {
    case .symbol(.minus):
      try grow(token)
      try advance()
      let value = try factor()
      return Located(.negated(value), token.range.joined(value.range))
    case .symbol(.openParenthesis):
      return try bracketed(until: .closeParenthesis) { parser throws(Diagnostic) in
        try parser.expression().node
      }
    case .symbol(.openBrace):
      return try list()
    case .number(let number):
      try advance()
      return Located(.number(number), token.range)
    case .text(let text):
      try advance()
      return Located(.text(text), token.range)
    case .name(let name):
      try advance()
      return try named(Located(name, token.range))
    case .end, .newline:
      throw expected("a vector or a number", hint: continuation)
    default:
      throw unexpected(token)
    }
  }

  /// What a name begins: a call, a field of a vector, or itself.
  private mutating func named(_ name: Located<String>) throws(Diagnostic) -> Located<Expression> {
    let token = try peek()
    if token.kind == .symbol(.openParenthesis) {
      guard vocabulary.function(name.node) != nil else { throw unknownFunction(name) }
      return try call(name)
    }
    if let form = vocabulary.function(name.node) {
      throw expected("( after \(name.node)", hint: form.signature)
    }
    guard token.kind == .symbol(.period) else { return Located(.name(name.node), name.range) }
    try advance()
    let field = try member()
    return Located(.member(name, field: field), name.range.joined(field.range))
  }

  /// The name after a point.
  mutating func member() throws(Diagnostic) -> Located<String> {
    let token = try peek()
    guard case .name(let field) = token.kind else {
      let typed = lexer.text(start, position)
      throw expected("a field after the point", hint: typed.count < 200 ? typed + "coeff" : nil)
    }
    try advance()
    return Located(field, token.range)
  }

  private mutating func call(_ function: Located<String>) throws(Diagnostic) -> Located<Expression>
  {
    let made = try bracketed(until: .closeParenthesis) { parser throws(Diagnostic) in
      Expression.call(
        function,
        try parser.items(until: .closeParenthesis) { parser throws(Diagnostic) in
          try parser.argument()
        })
    }
    return Located(made.node, function.range.joined(made.range))
  }

  private mutating func argument() throws(Diagnostic) -> Located<Argument> {
    let start = position
    let first = try peek()
    if case .name(let name) = first.kind {
      try advance()
      if try take(.equals) {
        let value = try value()
        return Located(
          .option(Located(name, first.range), value), first.range.joined(value.range))
      }
      position = start
    }
    let value = try value()
    return Located(.value(value), value.range)
  }

  mutating func list() throws(Diagnostic) -> Located<Expression> {
    try bracketed(until: .closeBrace) { parser throws(Diagnostic) in
      .list(
        try parser.items(until: .closeBrace) { parser throws(Diagnostic) in
          try parser.value()
        })
    }
  }

  private mutating func takeOperator(
    _ signs: Expression.Operator...
  ) throws(Diagnostic) -> Located<Expression.Operator>? {
    let token = try peek()
    guard case .symbol(let symbol) = token.kind,
      let sign = Expression.Operator(rawValue: symbol.rawValue), signs.contains(sign)
    else { return nil }
    try grow(token)
    try advance()
    return Located(sign, token.range)
  }
}
