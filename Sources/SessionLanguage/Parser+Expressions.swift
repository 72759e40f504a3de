extension Parser {
  /// Trees this large are slips or attacks, and reading them takes stack.
  private static let largest = 500

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
      throw expected("a vector or a number")
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
    guard case .name(let field) = token.kind else { throw expected("a field after the point") }
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

  // MARK: Brackets

  /// What stands between the opening bracket ahead and `closing`.
  private mutating func bracketed(
    until closing: Symbol,
    _ inside: (inout Parser) throws(Diagnostic) -> Expression
  ) throws(Diagnostic) -> Located<Expression> {
    let opening = try peek()
    try grow(opening)
    try advance()
    open.append(opening)
    let node = try inside(&self)
    let close = try peek()
    guard close.kind == .symbol(closing) else {
      throw expected("a closing \(closing.rawValue)")
    }
    try advance()
    open.removeLast()
    return Located(node, opening.range.joined(close.range))
  }

  /// Items with commas between them; the bracket that ends them is left in place.
  private mutating func items<Item>(
    until closing: Symbol,
    _ item: (inout Parser) throws(Diagnostic) -> Item
  ) throws(Diagnostic) -> [Item] {
    var items: [Item] = []
    while try peek().kind != .symbol(closing) {
      items.append(try item(&self))
      if try take(.comma) { continue }
      guard try peek().kind == .symbol(closing) else {
        throw expected("\(closing.rawValue) or ,")
      }
    }
    return items
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

  private mutating func grow(_ token: Token) throws(Diagnostic) {
    size += 1
    guard size <= Self.largest else {
      throw Diagnostic(
        "this expression is too long", at: token.range, hint: "build it in parts with let")
    }
  }
}
