import CKernels

/// How the weights of linear maps are kept in memory.
public enum WeightPrecision: String, Sendable, CaseIterable {
  /// Single floats, as most checkpoints hold them.
  case fp32
  /// The upper halves of single floats, rounded to nearest: half the memory, and half the time
  /// where reading the weights is what takes it.
  case bf16
  /// Whole numbers from −127 to 127 of a unit that each output has for itself: a quarter of the
  /// memory.
  case int8

  /// How many bytes one weight takes.
  public var bytesPerWeight: Int {
    switch self {
    case .fp32: 4
    case .bf16: 2
    case .int8: 1
    }
  }

  var kernel: ck_precision {
    switch self {
    case .fp32: ck_float32
    case .bf16: ck_bfloat16
    case .int8: ck_int8
    }
  }
}
