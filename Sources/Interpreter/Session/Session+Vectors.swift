import Reports
import SessionLanguage
import Steering

extension Session {
  var evaluation: Evaluation { Evaluation(state: state) }

  /// `let name = value`: makes the vector and puts it in use, alone.
  func bind(
    _ name: Located<String>, _ value: Located<Expression>, origin: String
  ) throws(Diagnostic) -> Answer {
    if case .number(let number) = try evaluation.value(value) {
      throw Diagnostic(
        "this is a number, not a vector", at: value.range,
        hint: "let \(name.node) = x(\"Love\",\"Hate\",\(number.canonical),6)")
    }
    let recipe = try evaluation.vector(value)
    let before = state.use
    state.define(name.node, recipe, origin: origin)
    state.use = .name(name.node)
    let other = before.flatMap { $0 == state.use ? nil : "\($0)" }
    return Answer(
      "let",
      definition(name.node, recipe) + note(other.map { "in use; before: \($0)" } ?? "in use"),
      vectorFields(name.node, recipe))
  }

  /// A value that is not kept is shown.
  func show(_ value: Located<Expression>) throws(Diagnostic) -> Answer {
    switch value.node {
    case .text(let text):
      throw Diagnostic(
        "a text alone does nothing", at: value.range,
        hint: "\(state.use == nil ? ":gen" : ":compare") \(text.quoted) n=3")
    case .name(let name) where state[name] == nil && catalog[name] != nil:
      throw Diagnostic("commands start with a colon", at: value.range, hint: ":\(name)")
    default: break
    }
    let result = try evaluation.value(value)
    let shown = "\(result)"
    var fields: [JSONValue.Member] = []
    if case .vector = result {
      fields.append(.init("vector", .string(shown)))
    } else if case .number(let number) = result {
      fields.append(.init("value", .double(number)))
    } else {
      fields.append(.init("value", .string(shown)))
    }
    return Answer("show", [.code(CodeStyle.styled(shown))], fields)
  }

  /// Changes a vector in place: `name = …` or `name.field *= …`.
  func adjust(_ change: Adjustment, _ text: String) throws(Diagnostic) -> Answer {
    guard state[change.name.node] != nil else {
      throw unknownTarget(change, text)
    }
    guard let field = change.field else { return try replace(change, text) }
    return try VectorAdjustment(change, try VectorField.named(field), field).apply(in: self)
  }

  private func replace(_ change: Adjustment, _ text: String) throws(Diagnostic) -> Answer {
    let name = change.name
    let value = try evaluation.value(change.value)
    let result: Value
    if let sign = change.assignment.node.operation, let old = state[name.node] {
      result = try evaluation.combine(
        Located(sign, change.assignment.range), .vector(old), value, divisor: change.value.range)
    } else {
      result = value
    }
    if case .text = result { _ = try evaluation.vector(change.value) }
    guard case .vector(let recipe) = result else {
      let typed = change.value.range.text(in: text)
      throw Diagnostic(
        "this is a number, not a vector", at: change.value.range,
        hint: "to change the strength: \(name.node).coeff = \(typed)")
    }
    let typed = change.value.range.text(in: text)
    let isNew = change.assignment.node == .replace
    return redefine(name.node, recipe, origin: isNew ? typed : nil, remark: nil)
  }

  /// Gives a vector its new recipe and says so.
  func redefine(
    _ name: String, _ recipe: SteeringRecipe, origin: String? = nil, remark: String?
  ) -> Answer {
    let old = state.vectors.first { $0.name == name }?.origin
    state.define(name, recipe, origin: origin ?? old ?? recipe.code)
    return Answer(
      "let", definition(name, recipe) + (remark.map(note) ?? ""), vectorFields(name, recipe))
  }

  private func unknownTarget(_ change: Adjustment, _ text: String) -> Diagnostic {
    var mistake = evaluation.unknownVector(change.name)
    let isSuggestion = mistake.hint?.hasPrefix("did you mean") == true
    if change.field == nil, change.assignment.node == .replace, !isSuggestion {
      let typed = change.value.range.text(in: text)
      mistake.hint = "make it with let: let \(change.name.node) = \(typed)"
    }
    return mistake
  }

  func definition(_ name: String, _ recipe: SteeringRecipe) -> StyledText {
    StyledText(name, .name) + " = " + CodeStyle.styled(recipe.code)
  }

  func note(_ remark: String) -> StyledText { StyledText("   (\(remark))", .dim) }

  private func vectorFields(_ name: String, _ recipe: SteeringRecipe) -> [JSONValue.Member] {
    [
      .init("name", .string(name)), .init("vector", .string(recipe.code)),
      .init("in_use", state.use.map { "\($0)" }.json),
    ]
  }
}
