extension Parser {
  /// The mistake of finding something else than `what`.
  mutating func expected(_ what: String, hint: String? = nil) -> Diagnostic {
    do {
      let token = try peek()
      if let opening = neverClosed(before: token) { return opening }
      switch token.kind {
      case .end, .newline:
        return Diagnostic("expected \(what)", at: SourceRange(behind, behind + 1), hint: hint)
      default:
        return Diagnostic("expected \(what)", at: token.range, hint: hint)
      }
    } catch {
      return error
    }
  }

  /// The mistake of a token that can stand nowhere here.
  func unexpected(_ token: Token) -> Diagnostic {
    if let opening = neverClosed(before: token) { return opening }
    return Diagnostic("unexpected \(shown(token))", at: token.range)
  }

  func unknownFunction(_ name: Located<String>) -> Diagnostic {
    let near = Spelling.nearest(to: name.node, among: vocabulary.functions.map(\.name))
    let known = vocabulary.functions.map(\.signature).joined(separator: ", ")
    return Diagnostic(
      "no function \(name.node)", at: name.range,
      hint: near.map { "did you mean \($0)?" } ?? "functions: \(known)")
  }

  /// The statement so far and what could come behind its last operator.
  var continuation: String? {
    guard position - start < 200 else { return nil }
    let typed = lexer.text(start, position)
    guard let sign = typed.last, "+-*/".contains(sign) else { return nil }
    let isNumber = !typed.contains { $0.isLetter }
    let operand = "*/".contains(sign) ? "2" : isNumber ? "1" : "x(\"Love\",\"Hate\",5,6)"
    return "\(typed) \(operand)"
  }

  /// A token as it was typed.
  func shown(_ token: Token) -> String {
    switch token.kind {
    case .name(let name): name
    case .number(let number): number.canonical
    case .text(let text): text.quoted
    case .symbol(let symbol): symbol.rawValue
    case .newline: "end of line"
    case .end: "end"
    }
  }

  /// Inside brackets, a text that ends, or goes wrong only on a later line, lacks the closing one.
  private func neverClosed(before token: Token) -> Diagnostic? {
    guard let opening = open.last, case .symbol(let symbol) = opening.kind else { return nil }
    let isAtEnd = token.kind == .end
    guard isAtEnd || hasNewline(between: behind, and: token.range.lower) else { return nil }
    let closing: Symbol = symbol == .openBrace ? .closeBrace : .closeParenthesis
    return Diagnostic(
      "this \(symbol.rawValue) is never closed", at: opening.range,
      hint: "add \(closing.rawValue) at the end", needsMoreLines: isAtEnd)
  }

  private func hasNewline(between lower: Int, and upper: Int) -> Bool {
    var place = position
    while place > 0, lexer.offsets[place] > lower { place -= 1 }
    while lexer.offsets[place] < upper {
      if lexer[place] == "\n" { return true }
      place += 1
    }
    return false
  }
}
