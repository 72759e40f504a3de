import SessionLanguage
import Steering

extension Session {
  /// Vectors, and the functions that make them.
  var expressionCandidates: [Completion.Candidate] {
    vectorCandidates(ending: "")
      + VectorFunction.allCases.map { .init("\($0.rawValue)(", ending: "", $0.form.signature) }
  }

  /// The vectors by name, with the text that makes each.
  func vectorCandidates(ending: String) -> [Completion.Candidate] {
    state.vectors.map { .init($0.name, ending: ending, $0.recipe.code) }
  }

  /// The fields of a vector, with their present values where it has single ones.
  func fieldCandidates(of vector: String) -> [Completion.Candidate] {
    guard let recipe = state[vector] else { return [] }
    let term = recipe.terms.count == 1 ? recipe.terms.first : nil
    // Only a random vector has a seed.
    let fields = VectorField.allCases.filter { $0 != .seed || term?.noise != nil }
    return fields.map { field in
      .init(field.rawValue, ending: "", term.map(field.shown) ?? "")
    }
  }

  /// The values that a field, or the option of a function, may have.
  func valueCandidates(
    of field: String, _ typed: String, present: String? = nil
  ) -> [Completion.Candidate] {
    possibleValues(of: field, typed).map { candidate in
      candidate.text == present ? candidate.remarked("now") : candidate
    }
  }

  /// The value that a field of a vector has.
  func present(_ field: String, of vector: String) -> String? {
    guard let recipe = state[vector], recipe.terms.count == 1, let term = recipe.terms.first else {
      return nil
    }
    return VectorField(rawValue: field)?.shown(in: term)
  }

  private func possibleValues(of field: String, _ typed: String) -> [Completion.Candidate] {
    switch VectorField(rawValue: field) {
    case .layer, .from: return layerCandidates(typed, quoted: true)
    case .at, .pad:
      guard let setting = SettingForm.named(field) else { return [] }
      return setting.words.map { .init($0, ending: "", setting.meaning(of: $0)) }
    case .dims:
      let all = Completion.Candidate("all", ending: "", "every dimension")
      guard let width = state.model?.network.sizes.width else { return [all] }
      return [all, .init("0..<\(width)", ending: "", "a slice of them")]
    case .match:
      return [
        .init("norm", ending: "", "as long as the stream's own rows"),
        .init("none", ending: "", "as long as measured"),
      ]
    case .coeff, .plus, .minus, .seed, nil: return []
    }
  }

  /// What may stand at a place of a call: a layer, or an option once something of it is typed.
  func parameterCandidates(
    of name: String, _ index: Int, _ typed: String
  ) -> [Completion.Candidate] {
    guard let function = VectorFunction(rawValue: name) else { return [] }
    let options = function.options.map { Completion.Candidate("\($0)=", ending: "") }
    guard function.parameters.indices.contains(index) else { return options }
    let values: [Completion.Candidate]
    switch function.parameters[index] {
    case "likeness":
      values = SteeringRecipe.Noise.Likeness.allCases.map { .init($0.rawValue.quoted, ending: "") }
    case "vector": return expressionCandidates
    case let parameter: values = valueCandidates(of: parameter, typed)
    }
    return typed.first?.isLetter == true ? values + options : values
  }
}
