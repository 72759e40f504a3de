import Glibc

/// The pointwise function between the two maps of a feedforward layer.
public enum Nonlinearity: String, Sendable, CaseIterable {
  /// GELU in its tanh form: `½x(1 + tanh(√(2/π)(x + 0.044715x³)))` (Hendrycks and Gimpel 2016, §2).
  case geluTanh
  /// GELU with the error function: `½x(1 + erf(x/√2))`.
  case geluErf
  /// `max(x, 0)`.
  case relu
  /// `x / (1 + e⁻ˣ)`.
  case silu

  /// Applies the function to every element, in place.
  public func apply(to matrix: MutableMatrixView) {
    switch self {
    case .geluTanh:
      matrix.map { x in 0.5 * x * (1 + tanhf(0.797_884_56 * (x + 0.044_715 * x * x * x))) }
    case .geluErf: matrix.map { x in 0.5 * x * (1 + erff(x * 0.707_106_77)) }
    case .relu: matrix.map { x in max(x, 0) }
    case .silu: matrix.map { x in x / (1 + expf(-x)) }
    }
  }
}

extension MutableMatrixView {
  fileprivate func map(_ function: (Float) -> Float) {
    for row in 0..<rows {
      let target = pointer(row: row)
      for column in 0..<columns { target[column] = function(target[column]) }
    }
  }
}
