import Generation
import LinearAlgebra
import Transformer

extension SteeringRecipe {
  /// Rows drawn at random in place of a vector's own: what a steered text is to be compared with
  /// before its steering is said to mean anything.
  ///
  /// At every position the rows have the norm of the original's, and at position 0, where the
  /// beginning of text stands, they are zero, as the published study has it.
  public struct Noise: Hashable, Sendable {
    /// What the rows have in common with the original's.
    public enum Likeness: String, Hashable, Sendable, CaseIterable {
      /// Only their norms: the entries are drawn from a normal distribution.
      case norm = "norm of"
      /// Their entries, in another order.
      case entries = "entries of"
    }

    /// What the rows have in common with the original's.
    public var likeness: Likeness
    /// The vector that the rows stand for.
    public var original: SteeringRecipe
    /// Where the numbers start; torch's generator draws the same ones.
    public var seed: UInt64

    /// Rows like those of `original`.
    public init(_ likeness: Likeness, _ original: SteeringRecipe, seed: UInt64) {
      (self.likeness, self.original, self.seed) = (likeness, original, seed)
    }
  }
}

extension SteeringRecipe.Noise {
  /// The random rows for the measured original, times `coefficient`: a part for each place at which
  /// the original is added.
  func parts(like vector: SteeringVector, times coefficient: Float) -> [SteeringVector.Part] {
    var generator = MersenneTwister(seed: seed)
    return Place.all(in: vector).map { place in
      let rows = rows(like: place.sum, place.columns, &generator)
      return SteeringVector.Part(
        addition: ActivationAddition(
          tokens: place.tokens, coefficient: coefficient, point: place.point,
          placement: place.placement, dimensions: place.dimensions),
        values: coefficient * rows)
    }
  }

  /// Entries drawn in place of the original's, not yet brought to its norms.
  private func entries(like original: Matrix, _ generator: inout MersenneTwister) -> Matrix {
    var drawn = Matrix(rows: original.rows, columns: original.columns)
    switch likeness {
    case .norm:
      let normals = generator.normals(original.rows * original.columns)
      for (index, normal) in normals.enumerated() {
        drawn[index / original.columns, index % original.columns] = normal
      }
    case .entries:
      for row in 0..<original.rows {
        let order = generator.permutation(of: original.columns)
        for column in 0..<original.columns { drawn[row, column] = original[row, order[column]] }
      }
    }
    return drawn
  }

  private func rows(
    like original: Matrix, _ columns: Range<Int>, _ generator: inout MersenneTwister
  ) -> Matrix {
    let part = original.columns(columns)
    let drawn = entries(like: part, &generator)
    var rows = Matrix(rows: original.rows, columns: original.columns)
    let (was, wanted) = (drawn.rowNorms, part.rowNorms)
    for row in 1..<max(1, original.rows) where was[row] > 0 {
      let scale = likeness == .norm ? wanted[row] / was[row] : 1
      for column in 0..<columns.count {
        rows[row, columns.lowerBound + column] = scale * drawn[row, column]
      }
    }
    return rows
  }

  /// One place at which a vector is added, and the sum of all that is added there.
  private struct Place {
    let point: HookPoint
    let placement: Placement
    let dimensions: Range<Int>?
    var tokens: [TokenID]
    var sum: Matrix

    var columns: Range<Int> { dimensions ?? 0..<sum.columns }

    static func all(in vector: SteeringVector) -> [Place] {
      var places: [Place] = []
      for part in vector.parts {
        let addition = part.addition
        let known = places.firstIndex {
          $0.point == addition.point && $0.placement == addition.placement
            && $0.dimensions == addition.dimensions
            // Counted from the end, rows of another number stand elsewhere.
            && (!$0.placement.dependsOnLength || $0.sum.rows == part.values.rows)
        }
        if let known {
          places[known].sum = places[known].sum + part.values
          if addition.tokens.count > places[known].tokens.count {
            places[known].tokens = addition.tokens
          }
        } else {
          places.append(
            Place(
              point: addition.point, placement: addition.placement,
              dimensions: addition.dimensions, tokens: addition.tokens, sum: part.values))
        }
      }
      return places
    }
  }
}

extension Matrix {
  /// Some of the columns, copied.
  fileprivate func columns(_ range: Range<Int>) -> Matrix {
    var copy = Matrix(rows: rows, columns: range.count)
    for row in 0..<rows {
      for column in range { copy[row, column - range.lowerBound] = self[row, column] }
    }
    return copy
  }
}
