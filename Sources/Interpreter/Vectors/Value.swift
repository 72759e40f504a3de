import SessionLanguage
import Steering

/// What an expression gives.
enum Value: Hashable {
  case number(Double)
  case text(String)
  case word(String)
  case vector(SteeringRecipe)
}

extension Value: CustomStringConvertible {
  /// The text that makes the value.
  var description: String {
    switch self {
    case .number(let number): number.canonical
    case .text(let text): text.quoted
    case .word(let word): word
    case .vector(let recipe): recipe.code
    }
  }
}
