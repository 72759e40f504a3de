import Reports
import SessionLanguage
import Steering

/// A field of a vector and the values it takes in a sweep: `love.coeff=-10..10`.
struct SweepAxis {
  let vector: Located<String>
  let field: VectorField
  /// The values, ascending.
  let values: [Double]
  /// Where it was said.
  let range: SourceRange

  /// Whether it has more than one value.
  var varies: Bool { values.count > 1 }

  /// As it is typed, `love.coeff`.
  var name: String { "\(vector.node).\(field.rawValue)" }

  /// The axis in a head: `love.layer 0..11`.
  var line: StyledText {
    StyledText("\(name) ")
      + StyledText("\((values.first ?? 0).canonical)..\((values.last ?? 0).canonical)", .number)
  }

  /// The line that sets the field to a value.
  func code(_ value: Double) -> String {
    field == .dims
      ? "\(name) = 0..<\(Figures.short(value))" : "\(name) = \(value.canonical)"
  }
}

extension VectorField {
  /// The fields that a sweep can change.
  static let swept: [VectorField] = [.coeff, .layer, .at, .dims, .from, .seed]

  /// Whether only whole numbers make sense.
  var isWhole: Bool { self != .coeff }
}
