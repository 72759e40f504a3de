/// What stands in brackets, and how deep it may go.
extension Parser {
  /// Trees this large are slips or attacks, and reading them takes stack.
  private static let largest = 500

  /// What stands between the opening bracket ahead and `closing`.
  mutating func bracketed(
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
  mutating func items<Item>(
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

  /// Counts an operator or a bracket, of which there may be only so many.
  mutating func grow(_ token: Token) throws(Diagnostic) {
    size += 1
    guard size <= Self.largest else {
      throw Diagnostic(
        "this expression is too long", at: token.range, hint: "build it in parts with let")
    }
  }
}
