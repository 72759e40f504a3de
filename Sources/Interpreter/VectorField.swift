import SessionLanguage
import Steering
import Transformer

/// The parts of a vector that can be read and changed by name.
enum VectorField: String, CaseIterable {
  case coeff
  case layer
  case at
  case pad
  case plus
  case minus
  case dims

  /// The field of that name, or the mistake.
  static func named(_ name: Located<String>) throws(Diagnostic) -> VectorField {
    if let field = VectorField(rawValue: name.node) { return field }
    let names = allCases.map(\.rawValue)
    let near = Spelling.nearest(to: name.node, among: names)
    throw Diagnostic(
      "a vector has no \(name.node)", at: name.range,
      hint: near.map { "did you mean \($0)?" } ?? "fields: \(names.joined(separator: ", "))")
  }

  /// Whether arithmetic changes it.
  var isNumber: Bool { self == .coeff || self == .layer }

  /// The field's value in a term, as it is typed.
  func shown(in term: SteeringRecipe.Term) -> String {
    switch self {
    case .coeff: return term.coefficient.canonical
    case .layer: return term.point.code
    case .at: return "\(term.placement)"
    case .pad:
      guard case .text(let text) = term.padding else { return "none" }
      return text.quoted
    case .plus: return term.plus.quoted
    case .minus: return term.minus.map(\.quoted) ?? "none"
    case .dims:
      return term.dimensions.map { "\($0.lowerBound)..<\($0.upperBound)" } ?? "all"
    }
  }

  /// The value for an expression.
  func value(in term: SteeringRecipe.Term) -> Value {
    switch self {
    // Through the text, so that 0.1 is 0.1 again and not the nearest single-precision number.
    case .coeff: .number(Double(term.coefficient.canonical) ?? Double(term.coefficient))
    case .layer: term.point.layer.map { .number(Double($0)) } ?? .text("\(term.point)")
    case .plus: .text(term.plus)
    case .minus: term.minus.map { .text($0) } ?? .word("none")
    case .at, .pad, .dims: .word(shown(in: term))
    }
  }
}
