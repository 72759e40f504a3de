import CKernels

/// The pointwise function between the two maps of a feedforward layer.
///
/// Each is within one unit in the last place of x (SiLU: two of its own), measured over −12 … 12.
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
    ck_map(kernel, matrix.base, matrix.rows, matrix.columns, matrix.stride)
  }

  private var kernel: ck_function {
    switch self {
    case .geluTanh: ck_gelu_tanh
    case .geluErf: ck_gelu_erf
    case .relu: ck_relu
    case .silu: ck_silu
    }
  }
}
