import SessionLanguage
import Steering
import Transformer

/// The functions that make vectors: `x` from two texts, `act` from one.
enum VectorFunction: String, CaseIterable {
  case x
  case act

  private var textCount: Int { self == .x ? 2 : 1 }

  private var parameters: [String] {
    self == .x ? ["plus", "minus", "coeff", "layer"] : ["text", "coeff", "layer"]
  }

  private static let options = ["at", "pad", "dims"]

  /// How it is called.
  var form: FunctionForm {
    FunctionForm(rawValue, signature: "\(rawValue)(\(parameters.joined(separator: ", ")))")
  }

  static func call(
    _ name: Located<String>, _ arguments: [Located<Argument>], _ range: SourceRange,
    in evaluation: Evaluation
  ) throws(Diagnostic) -> SteeringRecipe {
    guard let function = VectorFunction(rawValue: name.node) else {
      throw Diagnostic("no function \(name.node)", at: name.range)
    }
    return try function.recipe(arguments, range, evaluation)
  }

  private func recipe(
    _ arguments: [Located<Argument>], _ range: SourceRange, _ evaluation: Evaluation
  ) throws(Diagnostic) -> SteeringRecipe {
    let (placed, named) = try sort(arguments)
    var values = placed
    for parameter in parameters.dropFirst(placed.count) {
      guard let value = named[parameter] else {
        if let mistake = wrongText(among: values) { throw mistake }
        throw Diagnostic(
          "\(rawValue) needs \(parameter) here", at: SourceRange(range.upper - 1, range.upper),
          hint: form.signature)
      }
      values.append(value)
    }
    if let mistake = wrongText(among: values) { throw mistake }
    let texts = values.prefix(textCount).compactMap { value -> String? in
      if case .text(let text) = value.node { text } else { nil }
    }
    let settings = evaluation.state.settings
    var term = SteeringRecipe.Term(
      plus: texts[0], minus: self == .x ? texts[1] : nil,
      coefficient: try coefficient(values[textCount], evaluation),
      point: try evaluation.point(values[textCount + 1]),
      placement: settings.placement, padding: settings.padding)
    if let value = named["at"] { term.placement = try Placing.placement(value) }
    if let value = named["pad"] { term.padding = try Placing.padding(value) }
    if let value = named["dims"] { term.dimensions = try Placing.dimensions(value) }
    return SteeringRecipe([term])
  }

  /// The values by place and those by name.
  private func sort(
    _ arguments: [Located<Argument>]
  ) throws(Diagnostic) -> ([Located<Expression>], [String: Located<Expression>]) {
    var placed: [Located<Expression>] = []
    var named: [String: Located<Expression>] = [:]
    for argument in arguments {
      switch argument.node {
      case .value(let value):
        guard placed.count < parameters.count else {
          throw Diagnostic(
            "\(rawValue) takes \(parameters.count) values", at: value.range, hint: form.signature)
        }
        placed.append(value)
      case .option(let name, let value):
        try check(name)
        guard named.updateValue(value, forKey: name.node) == nil else {
          throw Diagnostic("\(name.node) is said twice", at: name.range)
        }
      case .axis(let vector, _, _):
        throw Diagnostic("a range of values cannot stand here", at: vector.range)
      }
    }
    if let twice = parameters.prefix(placed.count).first(where: { named[$0] != nil }) {
      throw Diagnostic("\(twice) is said twice", at: named[twice]?.range ?? SourceRange(0, 0))
    }
    return (placed, named)
  }

  private func check(_ option: Located<String>) throws(Diagnostic) {
    let known = Self.options + parameters
    guard !known.contains(option.node) else { return }
    let near = Spelling.nearest(to: option.node, among: known)
    throw Diagnostic(
      "\(rawValue) has no option \(option.node)", at: option.range,
      hint: near.map { "did you mean \($0)?" }
        ?? "options: at=front|mid|back|3, pad=\" \"|none, dims=0..<100")
  }

  private func wrongText(among values: [Located<Expression>]) -> Diagnostic? {
    for (value, parameter) in zip(values, parameters).prefix(textCount) {
      if case .text = value.node { continue }
      return Diagnostic(
        "\(rawValue) takes \(parameter) here, which is a text in quotes", at: value.range,
        hint: form.signature)
    }
    return nil
  }

  private func coefficient(
    _ value: Located<Expression>, _ evaluation: Evaluation
  ) throws(Diagnostic) -> Float {
    if case .text(let text) = value.node {
      throw Diagnostic(
        "coeff must be a number", at: value.range,
        hint: Double(text) == nil ? form.signature : "write \(text) without quotes")
    }
    return try evaluation.coefficient(value)
  }
}

extension Evaluation {
  func coefficient(_ value: Located<Expression>) throws(Diagnostic) -> Float {
    guard case .number(let number) = try self.value(value) else {
      throw Diagnostic("coeff must be a number", at: value.range)
    }
    guard Float(number).isFinite else {
      throw Diagnostic("this coefficient is too large", at: value.range)
    }
    return Float(number)
  }

  /// A hook point that the loaded model has.
  func point(_ value: Located<Expression>) throws(Diagnostic) -> HookPoint {
    var point: HookPoint
    switch value.node {
    case .text, .word, .number, .name: point = try Placing.point(value)
    default:
      guard case .number(let number) = try self.value(value) else {
        throw Diagnostic("layer must be a number or a hook name", at: value.range)
      }
      point = try Placing.layer(number, at: value.range)
    }
    try check(point, at: value.range)
    return point
  }

  /// Refuses a point that the loaded model, or any model, does not have.
  func check(_ point: HookPoint, at range: SourceRange) throws(Diagnostic) {
    guard let model = state.model else {
      guard (point.layer ?? 0) >= 0 else {
        throw Diagnostic("layer cannot be negative", at: range)
      }
      return
    }
    guard !model.network.has(point) else { return }
    let blocks = model.network.sizes.blocks
    throw Diagnostic(
      point.layer.map { "\(model.name) has no layer \($0)" } ?? "\(model.name) has no \(point)",
      at: range, hint: "its layers are 0 to \(blocks - 1)")
  }
}
