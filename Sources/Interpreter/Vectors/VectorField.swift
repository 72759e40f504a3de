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
  case from
  case match
  case seed

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
  var isNumber: Bool { [.coeff, .layer, .from, .seed].contains(self) }

  /// A value that could be typed, for a hint.
  var example: String {
    switch self {
    case .coeff: "5"
    case .layer, .from: "6"
    case .at: "front"
    case .pad: "\" \""
    case .plus: "\"Love\""
    case .minus: "\"Hate\""
    case .dims: "0..<100"
    case .match: "norm"
    case .seed: "1"
    }
  }

  /// The field's value in a term, as it is typed.
  func shown(in term: SteeringRecipe.Term) -> String {
    if let original = term.onlyOriginal, self != .coeff, self != .seed {
      return shown(in: original)
    }
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
    case .from: return term.source?.code ?? "none"
    case .match: return term.matchesNorm ? "norm" : "none"
    case .seed: return term.noise.map { "\($0.seed)" } ?? "none"
    }
  }

  /// The value for an expression.
  func value(in term: SteeringRecipe.Term) -> Value {
    if let original = term.onlyOriginal, self != .coeff, self != .seed {
      return value(in: original)
    }
    return switch self {
    // Through the text, so that 0.1 is 0.1 again and not the nearest single-precision number.
    case .coeff: .number(Double(term.coefficient.canonical) ?? Double(term.coefficient))
    case .layer: term.point.layer.map { .number(Double($0)) } ?? .text("\(term.point)")
    case .plus: .text(term.plus)
    case .minus: term.minus.map { .text($0) } ?? .word("none")
    case .from: term.source?.layer.map { .number(Double($0)) } ?? .word(shown(in: term))
    case .seed: term.noise.map { .number(Double($0.seed)) } ?? .word("none")
    case .at, .pad, .dims, .match: .word(shown(in: term))
    }
  }

  /// Changes a term by `body`; of a random control, unless it is a field of its own, the one vector
  /// that it is modelled on.
  func change(
    _ term: inout SteeringRecipe.Term, at range: SourceRange,
    _ body: (inout SteeringRecipe.Term) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    guard self != .seed || term.noise != nil else {
      throw Diagnostic(
        "only a random vector has a seed", at: range, hint: VectorFunction.random.form.signature)
    }
    guard var noise = term.noise, self != .coeff, self != .seed else { return try body(&term) }
    guard noise.original.terms.count == 1 else {
      throw Diagnostic(
        "this vector is modelled on a sum of \(noise.original.terms.count), so it has no single "
          + rawValue, at: range)
    }
    try change(&noise.original.terms[0], at: range, body)
    term = SteeringRecipe.Term(noise, coefficient: term.coefficient)
  }

  /// Puts a number into the field, as `+=` and a sweep do.
  func put(
    _ number: Double, into term: inout SteeringRecipe.Term, at range: SourceRange,
    _ evaluation: Evaluation
  ) throws(Diagnostic) {
    try change(&term, at: range) { (term) throws(Diagnostic) in
      switch self {
      case .coeff:
        guard Float(number).isFinite else {
          throw Diagnostic("this coefficient is too large", at: range)
        }
        term.coefficient = Float(number)
      case .layer:
        term.point = try moved(term.point, to: number, at: range, evaluation)
      case .from:
        term.source = try moved(term.source ?? term.point, to: number, at: range, evaluation)
      case .at: term.placement = try Placing.placement(Located(.number(number), range))
      case .seed:
        guard let noise = term.noise else { return }
        let seed = try evaluation.seed(Located(.number(number), range))
        term = SteeringRecipe.Term(
          SteeringRecipe.Noise(noise.likeness, noise.original, seed: seed),
          coefficient: term.coefficient)
      case .dims:
        guard let count = Int(exactly: number), count >= 0 else {
          throw Diagnostic("a number of dimensions is whole and at least 0", at: range)
        }
        try evaluation.check(0..<count, of: term.point, at: range)
        term.dimensions = 0..<count
      case .pad, .plus, .minus, .match:
        throw Diagnostic("\(rawValue) is not a number", at: range)
      }
    }
  }

  /// The block moves, the place within it stays.
  private func moved(
    _ point: HookPoint, to number: Double, at range: SourceRange, _ evaluation: Evaluation
  ) throws(Diagnostic) -> HookPoint {
    guard let layer = try Placing.layer(number, at: range).layer else { return point }
    var moved = HookPoint.residPre(layer)
    if case .block(_, let site) = point { moved = .block(layer, site) }
    try evaluation.check(moved, at: range)
    return moved
  }
}

extension SteeringRecipe.Term {
  /// The one vector that a random control is modelled on.
  fileprivate var onlyOriginal: SteeringRecipe.Term? {
    guard let original = noise?.original, original.terms.count == 1 else { return nil }
    return original.terms.first
  }
}
