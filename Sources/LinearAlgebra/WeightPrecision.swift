import CKernels

/// How the weights of linear maps are kept in memory.
public enum WeightPrecision: String, Sendable, CaseIterable {
  /// Single floats, as most checkpoints hold them.
  case fp32
  /// The upper halves of single floats, rounded to nearest: half the memory, and half the time
  /// where reading the weights is what takes it.
  case bf16

  var kernel: ck_precision { self == .fp32 ? ck_float32 : ck_bfloat16 }
}
