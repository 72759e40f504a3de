import Generation
import Models
import Reports
import SessionLanguage
import Steering
import Tokenization
import Transformer

/// What steers one side of a run: an expression and the recipe it stands for.
struct SteeringSide {
  /// As it is said: `love`, `love*2 + calm`.
  var label: String
  var recipe: SteeringRecipe
  /// Where it was said, if it was said in this command.
  var range: SourceRange?

  /// The side as it is listed: `love = x("Love", "Hate", 5, 6)`.
  var line: StyledText {
    label == recipe.code
      ? CodeStyle.styled(label) : CodeStyle.styled(label) + " = " + CodeStyle.styled(recipe.code)
  }

  /// The recipe measured in a model.
  ///
  /// Mistakes point at the expression, or at the command. `watch` may end it.
  func measured(
    in model: LanguageModel, _ call: Call, _ watch: PassWatch
  ) throws -> SteeringVector {
    do {
      return try model.measure(recipe, watch)
    } catch let error as SteeringError {
      throw explained(error, model, at: range ?? call.name.range)
    }
  }

  /// The mistake in terms of what was typed; both lists of tokens where an addition does not fit
  /// into a prompt that is known.
  func explained(
    _ error: SteeringError, _ model: LanguageModel, prompt: [TokenID]? = nil,
    at place: SourceRange
  ) -> Diagnostic {
    switch error {
    case .doesNotFit(let addition, _, _):
      func list(_ tokens: [TokenID]) -> String {
        tokens.map { model.tokenizer.visible(of: $0) }.joined(separator: " ")
      }
      return Diagnostic(
        "\(error)", at: place,
        hint: prompt.map { "addition: \(list(addition)); prompt: \(list($0))" })
    case .noSuchPoint:
      return Diagnostic(
        "\(error)", at: place, hint: "its layers are 0 to \(model.network.sizes.blocks - 1)")
    case .notFinite: return Diagnostic("\(error)", at: place, hint: model.remedyForNoNumbers)
    default: return Diagnostic("\(error)", at: place)
    }
  }
}

extension Session {
  /// The sides that `with=` options ask for, or what is in use; empty for nothing.
  func sides(of call: Call, _ settings: Settings) throws(Diagnostic) -> [SteeringSide] {
    var local = state
    local.settings = settings
    let evaluation = Evaluation(state: local)
    var sides: [SteeringSide] = []
    let said = call.values(of: "with")
    for value in said where value.node.isNone {
      guard said.count == 1 else {
        throw Diagnostic("with=none goes with no other with=", at: value.range)
      }
      return []
    }
    for value in said {
      sides.append(
        SteeringSide(
          label: "\(value.node)", recipe: try evaluation.vector(value), range: value.range))
    }
    guard said.isEmpty, let use = state.use else { return sides }
    let recipe = try evaluation.vector(Located(use, call.name.range))
    return [SteeringSide(label: "\(use)", recipe: recipe)]
  }

  /// The one side that `with=` asks for, or what is in use; `nil` for nothing.
  func onlySide(of call: Call, _ settings: Settings) throws(Diagnostic) -> SteeringSide? {
    _ = try call.value(of: "with")
    return try sides(of: call, settings).first
  }

  /// The mistake of asking for a steered side with nothing that steers; `verb` is what was to be
  /// done with a vector.
  func nothingSteers(_ call: Call, to verb: String = "steer with") -> Diagnostic {
    if let none = call.values(of: "with").first {
      return Diagnostic(
        "there is nothing to \(verb)", at: none.range,
        hint: "for one side only: :gen \"I hate you because\" with=none")
    }
    guard let vector = state.vectors.first?.name else {
      return Diagnostic(
        "there is no vector to \(verb)", at: call.name.range,
        hint: "let love = x(\"Love\",\"Hate\",5,6)")
    }
    return Diagnostic("no vector is in use", at: call.name.range, hint: ":use \(vector)")
  }

  /// A line that compares, whatever there is by now.
  var firstRun: String {
    let run = ":compare \"I hate you because\" n=3"
    if state.use != nil { return run }
    guard let vector = state.vectors.first?.name else {
      return "let love = x(\"Love\",\"Hate\",5,6) ; \(run)"
    }
    return ":use \(vector) ; \(run)"
  }
}

extension Expression {
  /// Whether this is the word for no vector.
  var isNone: Bool { plainWord == "none" }
}
