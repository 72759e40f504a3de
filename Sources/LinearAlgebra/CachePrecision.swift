import CKernels

/// How keys and values are kept in memory.
public enum CachePrecision: String, Sendable, CaseIterable {
  /// Single floats, as they were computed.
  case fp32
  /// The upper halves of single floats, rounded to nearest, ties to even: half the memory, and half
  /// the time to read them, which is what attention of many rows takes.
  case bf16

  /// How many bytes one number takes.
  public var bytesPerNumber: Int { self == .fp32 ? 4 : 2 }

  var kernel: ck_precision { self == .fp32 ? ck_float32 : ck_bfloat16 }
}

extension WeightPrecision {
  /// How keys and values are kept beside such weights: exactly beside exact ones only, since narrow
  /// weights have moved them further already than rounding them does.
  public var cache: CachePrecision { self == .fp32 ? .fp32 : .bf16 }
}
