import SessionLanguage
import Steering

/// A change of one field of a vector.
struct VectorAdjustment {
  let change: Adjustment
  let field: VectorField
  let written: Located<String>

  init(_ change: Adjustment, _ field: VectorField, _ written: Located<String>) {
    self.change = change
    self.field = field
    self.written = written
  }

  func apply(in session: Session) throws(Diagnostic) -> Answer {
    var term = try session.evaluation.onlyTerm(of: change.name, written)
    let old = field.shown(in: term)
    if let sign = change.assignment.node.operation {
      try calculate(sign, &term, session.evaluation)
    } else {
      try replace(&term, session.evaluation)
    }
    return session.redefine(
      change.name.node, SteeringRecipe([term]), remark: "\(field.rawValue) was \(old)")
  }

  private func replace(
    _ term: inout SteeringRecipe.Term, _ evaluation: Evaluation
  ) throws(Diagnostic) {
    let value = change.value
    guard field != .seed else {
      return try field.put(
        Double(evaluation.seed(value)), into: &term, at: value.range, evaluation)
    }
    try field.change(&term, at: written.range) { (term) throws(Diagnostic) in
      switch field {
      case .coeff: term.coefficient = try evaluation.coefficient(value)
      case .layer: term.point = try evaluation.point(value)
      case .at: term.placement = try Placing.placement(value)
      case .pad: term.padding = try Placing.padding(value)
      case .dims: term.dimensions = try evaluation.dimensions(value, of: term.point)
      case .plus: term.plus = try text(value)
      case .minus: term.minus = value.node.plainWord == "none" ? nil : try text(value)
      case .from: term.source = try evaluation.source(value)
      case .match: term.matchesNorm = try Placing.matchesNorm(value)
      case .seed: break
      }
    }
  }

  private func calculate(
    _ sign: Expression.Operator, _ term: inout SteeringRecipe.Term, _ evaluation: Evaluation
  ) throws(Diagnostic) {
    let located = Located(sign, change.assignment.range)
    let old = field.value(in: term)
    guard field.isNumber, case .number = old else {
      throw Diagnostic(
        "\(field.rawValue) is not a number", at: change.assignment.range,
        hint: "\(change.name.node).\(field.rawValue) = \(field.example)")
    }
    guard case .number(let amount) = try evaluation.value(change.value) else {
      throw Diagnostic(
        "\(field.rawValue) must be a number", at: change.value.range,
        hint: "\(change.name.node).\(field.rawValue) = \(field.example)")
    }
    let result = try evaluation.combine(
      located, old, .number(amount), divisor: change.value.range)
    guard case .number(let number) = result else { return }
    try field.put(number, into: &term, at: change.value.range, evaluation)
  }

  private func text(_ value: Located<Expression>) throws(Diagnostic) -> String {
    guard case .text(let text) = value.node else {
      throw Diagnostic(
        "\(field.rawValue) must be a text in quotes", at: value.range,
        hint: "\(change.name.node).\(field.rawValue) = \(field.example)")
    }
    return text
  }
}

extension Adjustment.Assignment {
  /// The operator of `+=` and its like; `nil` for `=`.
  var operation: Expression.Operator? {
    switch self {
    case .replace: nil
    case .add: .plus
    case .subtract: .minus
    case .multiply: .times
    case .divide: .divided
    }
  }
}
