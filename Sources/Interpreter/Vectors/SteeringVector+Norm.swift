import LinearAlgebra
import Steering

extension SteeringVector {
  /// The Euclidean norm of what is added, the parts at one hook point added up first.
  var norm: Double {
    var points = [parts.first?.addition.point].compactMap { $0 }
    for part in parts where !points.contains(part.addition.point) {
      points.append(part.addition.point)
    }
    return points.compactMap { total(at: $0) }
      .flatMap(\.rowNorms).reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
  }
}
