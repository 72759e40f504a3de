/// The smallest piece of an expression.
struct Token: Hashable {
  enum Kind: Hashable {
    case name(String)
    case number(Double)
    case text(String)
    case symbol(Symbol)
    case newline
    case end
  }

  var kind: Kind
  var range: SourceRange
}

/// Signs with a meaning of their own; where one begins another, the longer comes first.
enum Symbol: String, CaseIterable {
  case upTo = "..<"
  case through = ".."
  case addAssign = "+="
  case subtractAssign = "-="
  case multiplyAssign = "*="
  case divideAssign = "/="
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divided = "/"
  case equals = "="
  case openParenthesis = "("
  case closeParenthesis = ")"
  case openBrace = "{"
  case closeBrace = "}"
  case comma = ","
  case period = "."
  case semicolon = ";"
  case colon = ":"
}
