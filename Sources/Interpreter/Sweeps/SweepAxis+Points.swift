import SessionLanguage
import Steering

/// What axes say together: the points they span, and what a vector is at each.
extension [SweepAxis] {
  /// All combinations of values, one an axis, the last axis fastest.
  var points: [[Double]] {
    reduce([[]]) { points, axis in
      points.flatMap { point in axis.values.map { point + [$0] } }
    }
  }

  /// A point in words, by what varies: `love.layer 3, love.coeff 0.5`.
  func place(of point: [Double]) -> String {
    zip(self, point).filter { $0.0.varies }.map { "\($0.name) \($1.canonical)" }
      .joined(separator: ", ")
  }

  /// A state whose vectors have the values of a point.
  func at(_ point: [Double], in state: SessionState) throws(Diagnostic) -> SessionState {
    var state = state
    for (axis, value) in zip(self, point) {
      let evaluation = Evaluation(state: state)
      var term = try evaluation.onlyTerm(of: axis.vector, Located(axis.field.rawValue, axis.range))
      try axis.field.put(value, into: &term, at: axis.range, evaluation)
      state.define(axis.vector.node, SteeringRecipe([term]), origin: "")
    }
    return state
  }

  /// Refuses axes of vectors that have no part in what steers.
  func check(within use: Expression) throws(Diagnostic) {
    for axis in self where !use.mentioned.contains(axis.vector.node) {
      throw Diagnostic(
        "\(axis.vector.node) does not steer here", at: axis.vector.range,
        hint: ":use \(axis.vector.node)")
    }
  }
}
