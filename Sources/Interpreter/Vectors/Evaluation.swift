import SessionLanguage
import Steering

/// Finds out what expressions mean in a state.
struct Evaluation {
  let state: SessionState

  /// The recipe an expression gives; a mistake if it gives something else.
  func vector(_ expression: Located<Expression>) throws(Diagnostic) -> SteeringRecipe {
    switch try value(expression) {
    case .vector(let recipe): return recipe
    case .number(let number):
      throw Diagnostic(
        "this is a number, not a vector", at: expression.range,
        hint: "a number scales a vector: \(number.canonical)*x(\"Love\",\"Hate\",1,6)")
    case .text(let text): throw textIsNoVector(text, expression.range)
    case .word(let word): throw Diagnostic("\(word) is no vector", at: expression.range)
    }
  }

  func value(_ expression: Located<Expression>) throws(Diagnostic) -> Value {
    switch expression.node {
    case .number(let number): return .number(number)
    case .text(let text): return .text(text)
    case .name(let name), .word(let name):
      guard let recipe = state[name] else {
        throw unknownVector(Located(name, expression.range))
      }
      return .vector(recipe)
    case .member(let name, let field): return try member(name, field)
    case .call(let function, let arguments):
      return .vector(try VectorFunction.call(function, arguments, expression.range, in: self))
    case .list: throw Diagnostic("a list is no vector", at: expression.range)
    case .range: throw Diagnostic("a range is no vector", at: expression.range)
    case .negated(let operand):
      switch try operandValue(operand) {
      case .vector(let recipe): return .vector(-1 * recipe)
      case .number(let number): return .number(-number)
      default: throw Diagnostic("this cannot be negated", at: operand.range)
      }
    case .operation(let left, let sign, let right):
      return try apply(sign, to: left, right)
    }
  }

  /// The one term of a vector that is no sum.
  func onlyTerm(
    of name: Located<String>, _ field: Located<String>
  ) throws(Diagnostic) -> SteeringRecipe.Term {
    guard let recipe = state[name.node] else { throw unknownVector(name) }
    guard let term = recipe.terms.first, recipe.terms.count == 1 else {
      let name = name.node
      throw Diagnostic(
        "\(name) is a sum of \(recipe.terms.count) vectors, so it has no single \(field.node)",
        at: field.range,
        hint: field.node == "coeff"
          ? "scale all of it: \(name) = \(name)*2"
          : "change the parts and build \(name) again")
    }
    return term
  }

  func unknownVector(_ name: Located<String>) -> Diagnostic {
    let known = state.vectors.map(\.name)
    let hint =
      Spelling.nearest(to: name.node, among: known).map { "did you mean \($0)?" }
      ?? (known.isEmpty
        ? "make one: let love = x(\"Love\",\"Hate\",5,6)"
        : "vectors: \(known.joined(separator: ", "))")
    return Diagnostic("no vector named \(name.node)", at: name.range, hint: hint)
  }

  private func member(
    _ name: Located<String>, _ field: Located<String>
  ) throws(Diagnostic) -> Value {
    guard state[name.node] != nil else { throw unknownVector(name) }
    let known = try VectorField.named(field)
    return known.value(in: try onlyTerm(of: name, field))
  }

  /// A value that arithmetic works on.
  private func operandValue(_ expression: Located<Expression>) throws(Diagnostic) -> Value {
    let value = try value(expression)
    if case .text(let text) = value { throw textIsNoVector(text, expression.range) }
    return value
  }

  private func textIsNoVector(_ text: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      "text is not a vector", at: range,
      hint: "act(\(text.quoted), coeff, layer) makes one from a text")
  }
}
