import SessionLanguage
import Steering

extension Evaluation {
  func apply(
    _ sign: Located<Expression.Operator>, to left: Located<Expression>,
    _ right: Located<Expression>
  ) throws(Diagnostic) -> Value {
    try combine(
      sign, try arithmeticValue(left), try arithmeticValue(right), divisor: right.range)
  }

  /// `left sign right`; mistakes point at the sign.
  func combine(
    _ sign: Located<Expression.Operator>, _ left: Value, _ right: Value, divisor: SourceRange
  ) throws(Diagnostic) -> Value {
    if sign.node == .divided, right == .number(0) {
      throw Diagnostic("division by zero", at: divisor)
    }
    let result: Value
    switch (left, sign.node, right) {
    case (.number(let a), .plus, .number(let b)): result = .number(a + b)
    case (.number(let a), .minus, .number(let b)): result = .number(a - b)
    case (.number(let a), .times, .number(let b)): result = .number(a * b)
    case (.number(let a), .divided, .number(let b)): result = .number(a / b)
    case (.vector(let a), .plus, .vector(let b)): result = .vector(a + b)
    case (.vector(let a), .minus, .vector(let b)): result = .vector(a - b)
    case (.vector(let a), .times, .number(let b)): result = .vector(scaled(a, by: b))
    case (.number(let a), .times, .vector(let b)): result = .vector(scaled(b, by: a))
    case (.vector(let a), .divided, .number(let b)): result = .vector(scaled(a, by: 1 / b))
    default: throw meaningless(left, sign, right)
    }
    guard result.isFinite else { throw Diagnostic("the result is too large", at: sign.range) }
    return result
  }

  /// In double precision, or `0.1*3` would print as 0.3 and `0.7*0.1` as 0.070000004.
  private func scaled(_ recipe: SteeringRecipe, by factor: Double) -> SteeringRecipe {
    var scaled = recipe
    for index in scaled.terms.indices {
      let coefficient = recipe.terms[index].coefficient
      let exact = Double(coefficient.canonical) ?? Double(coefficient)
      scaled.terms[index].coefficient = Float(exact * factor)
    }
    return scaled
  }

  private func arithmeticValue(_ expression: Located<Expression>) throws(Diagnostic) -> Value {
    let value = try value(expression)
    switch value {
    case .number, .vector: return value
    case .text(let text):
      throw Diagnostic(
        "text is not a vector", at: expression.range,
        hint: "act(\(text.quoted), coeff, layer) makes one from a text")
    case .word(let word): throw Diagnostic("\(word) is no number", at: expression.range)
    }
  }

  private func meaningless(
    _ left: Value, _ sign: Located<Expression.Operator>, _ right: Value
  ) -> Diagnostic {
    let isVector = [left, right].map { if case .vector = $0 { true } else { false } }
    switch sign.node {
    case .plus, .minus:
      let verb = sign.node == .plus ? "add" : "subtract"
      return Diagnostic(
        "cannot \(verb) a number and a vector", at: sign.range,
        hint: "scale with *, for example love*2")
    case .times:
      return Diagnostic(
        "cannot multiply two vectors", at: sign.range,
        hint: "add them: love + calm, or scale one: love*2")
    case .divided:
      guard isVector == [true, true] else {
        return Diagnostic(
          "cannot divide a number by a vector", at: sign.range,
          hint: "divide the vector, for example love/2")
      }
      return Diagnostic(
        "cannot divide two vectors", at: sign.range,
        hint: "add them: love + calm, or scale one: love*2")
    }
  }
}

extension Value {
  fileprivate var isFinite: Bool {
    switch self {
    case .number(let number): number.isFinite
    case .vector(let recipe): recipe.terms.allSatisfy { $0.coefficient.isFinite }
    case .text, .word: true
    }
  }
}
