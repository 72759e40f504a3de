import SessionLanguage
import Steering

/// Steering by nothing in particular, to be compared with steering by something: `control=random`.
enum SteeringControl: String, CaseIterable {
  /// Random rows with the norms of the vector's, zero at the beginning of text.
  case random
  /// Nothing is added.
  case zero
  /// The vector's rows, the entries of each in random order.
  case shuffled

  /// What `control=` takes.
  static let words = CommandHelp.Word.explained([
    "random": "random rows of the same norms", "zero": "nothing is added",
    "shuffled": "its rows, their entries in random order", "none": "no control",
  ])

  /// The control of a vector.
  func recipe(of vector: SteeringRecipe, seed: UInt64) -> SteeringRecipe {
    switch self {
    case .zero: 0 * vector
    case .random: SteeringRecipe([.init(SteeringRecipe.Noise(.norm, vector, seed: seed))])
    case .shuffled: SteeringRecipe([.init(SteeringRecipe.Noise(.entries, vector, seed: seed))])
    }
  }
}

extension Call {
  /// The control that `control=` asks for.
  func control() throws(Diagnostic) -> SteeringControl? {
    try value(of: "control")?.node.isNone == true ? nil : try choice("control")
  }

  /// `sides`, and the control of each where `control=` asks for it.
  func withControls(_ sides: [SteeringSide], seed: UInt64) throws(Diagnostic) -> [SteeringSide] {
    guard let control = try control() else { return sides }
    return sides
      + sides.map { side in
        SteeringSide(
          label: "\(control.rawValue) control" + (sides.count == 1 ? "" : " of \(side.label)"),
          recipe: control.recipe(of: side.recipe, seed: seed), range: side.range)
      }
  }
}
