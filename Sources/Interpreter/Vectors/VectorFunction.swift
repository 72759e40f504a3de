import SessionLanguage
import Steering

/// The functions that make vectors: `x` from two texts, `act` from one, `random` at random.
enum VectorFunction: String, CaseIterable {
  case x
  case act
  case random

  private var textCount: Int { self == .x ? 2 : 1 }

  /// The values by place; `layer` is a hook point wherever it stands.
  var parameters: [String] {
    switch self {
    case .x: ["plus", "minus", "coeff", "layer"]
    case .act: ["text", "coeff", "layer"]
    case .random: ["likeness", "vector"]
    }
  }

  /// What may follow by name.
  var options: [String] {
    self == .random ? ["seed"] : ["at", "pad", "dims", "from", "match"]
  }

  /// How it is called.
  var form: FunctionForm {
    FunctionForm(
      rawValue,
      signature: self == .random
        ? "random(\"norm of\", vector, seed=0)"
        : "\(rawValue)(\(parameters.joined(separator: ", ")))")
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
    if self == .random { return try control(values, named["seed"], evaluation) }
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
    if let value = named["dims"] {
      term.dimensions = try evaluation.dimensions(value, of: term.point)
    }
    if let value = named["from"] { term.source = try evaluation.source(value) }
    if let value = named["match"] { term.matchesNorm = try Placing.matchesNorm(value) }
    return SteeringRecipe([term])
  }

  /// What `random("norm of", love, seed=0)` makes.
  private func control(
    _ values: [Located<Expression>], _ seed: Located<Expression>?, _ evaluation: Evaluation
  ) throws(Diagnostic) -> SteeringRecipe {
    let likenesses = SteeringRecipe.Noise.Likeness.allCases
    guard let likeness = likenesses.first(where: { .text($0.rawValue) == values[0].node }) else {
      throw Diagnostic(
        "random takes \(likenesses.map(\.rawValue.quoted).listed) here", at: values[0].range,
        hint: form.signature)
    }
    let noise = SteeringRecipe.Noise(
      likeness, try evaluation.vector(values[1]),
      seed: try seed.map { value throws(Diagnostic) in try evaluation.seed(value) } ?? 0)
    return SteeringRecipe([SteeringRecipe.Term(noise)])
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
          throw Diagnostic("\(name.node) is said twice", at: name.range, hint: form.signature)
        }
      case .axis(let vector, _, _):
        throw Diagnostic(
          "a range of values cannot stand here", at: vector.range, hint: form.signature)
      }
    }
    if let twice = parameters.prefix(placed.count).first(where: { named[$0] != nil }) {
      throw Diagnostic(
        "\(twice) is said twice", at: named[twice]?.range ?? SourceRange(0, 0),
        hint: form.signature)
    }
    return (placed, named)
  }

  private func check(_ option: Located<String>) throws(Diagnostic) {
    let known = options + parameters
    guard !known.contains(option.node) else { return }
    let near = Spelling.nearest(to: option.node, among: known)
    throw Diagnostic(
      "\(rawValue) has no option \(option.node)", at: option.range,
      hint: near.map { "did you mean \($0)?" }
        ?? (self == .random
          ? "options: seed=0"
          : "options: at=front|mid|back|3, pad=\" \"|none, dims=0..<100, from=2, match=norm"))
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
