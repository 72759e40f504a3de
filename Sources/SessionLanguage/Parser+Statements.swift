/// Statements that begin with a name: `let`, adjustments, and what is none of them.
extension Parser {
  mutating func statement() throws(Diagnostic) -> Statement {
    let first = try peek()
    if first.kind == .symbol(.colon) { return .command(try command()) }
    if first.kind == .name("let") { return try binding() }
    guard case .name(let name) = first.kind else { return .expression(try expression()) }
    let start = position
    try advance()
    if let change = try adjustment(of: Located(name, first.range)) { return .adjustment(change) }
    try rejectCommandWithoutColon(name, first)
    position = start
    return .expression(try expression())
  }

  private mutating func binding() throws(Diagnostic) -> Statement {
    try advance()
    let example = "let love = x(\"Love\",\"Hate\",5,6)"
    let token = try peek()
    guard case .name(let name) = token.kind else {
      throw expected("a name after let", hint: example)
    }
    try advance()
    if vocabulary.function(name) != nil {
      throw Diagnostic(
        "\(name) is taken: it is a function", at: token.range,
        hint: "choose another name, for example v")
    }
    if Vocabulary.keywords.contains(name) {
      throw Diagnostic(
        "\(name) is taken: it is a keyword", at: token.range,
        hint: "choose another name, for example v")
    }
    guard try take(.equals) else { throw expected("= after \(name)", hint: example) }
    try needValue(hint: "let \(name) = x(\"Love\",\"Hate\",5,6)")
    return .binding(name: Located(name, token.range), value: try expression())
  }

  /// The rest of an adjustment, if what follows the name is one.
  private mutating func adjustment(
    of name: Located<String>
  ) throws(Diagnostic) -> Adjustment? {
    let start = position
    var field: Located<String>?
    if try take(.period) {
      field = try member()
    }
    let sign = try peek()
    guard case .symbol(let symbol) = sign.kind,
      let assignment = Adjustment.Assignment(rawValue: symbol.rawValue)
    else {
      position = start
      return nil
    }
    try advance()
    let target = field.map { "\(name.node).\($0.node)" } ?? name.node
    let example = field.flatMap { vocabulary.examples[$0.node] } ?? "x(\"Love\",\"Hate\",5,6)"
    // Only numbers can be added to.
    let isNumber = Double(example) != nil
    try needValue(hint: "\(target) \(isNumber ? symbol.rawValue : "=") \(example)")
    return Adjustment(name, field: field, Located(assignment, sign.range), try value())
  }

  /// Refuses the end where a value has to come.
  private mutating func needValue(hint: String) throws(Diagnostic) {
    switch try peek().kind {
    case .end, .newline, .symbol(.semicolon):
      throw expected("a vector or a number", hint: hint)
    default: return
    }
  }

  /// `compare "…"` is a command whose colon was forgotten; `love` alone is a value.
  private mutating func rejectCommandWithoutColon(
    _ name: String, _ token: Token
  ) throws(Diagnostic) {
    guard let form = vocabulary.commands.first(where: { $0.name == name }) else { return }
    let following = lexer.skippingBlanks(from: position, newlines: false)
    guard let scalar = lexer[following],
      scalar.opensText || scalar.startsName || scalar.isDigit
    else { return }
    var end = lexer.lineEnd(from: following)
    while end > following, lexer[end - 1]?.isBlank == true { end -= 1 }
    throw Diagnostic(
      "commands start with a colon", at: token.range,
      hint: ":\(form.name) \(lexer.text(following, end))")
  }
}
