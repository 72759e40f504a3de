import CKernels

/// Which kernels this processor runs.
public enum Machine: String, Sendable, CaseIterable {
  /// Plain C, for any processor.
  case portable
  /// 128-bit vectors of 64-bit ARM.
  case neon
  /// 256-bit vectors with fused multiplication and addition.
  case avx2
  /// 512-bit vectors.
  case avx512

  /// The kernels in use: the best there are for this processor.
  public static var current: Machine { all[Int(ck_machine_current().rawValue)] }

  /// Runs `body` with these kernels in place of the best, on the calling thread: for tests and
  /// comparisons.
  ///
  /// `usesNarrowProducts` says whether products with narrow weights may use the processor's own
  /// instructions.
  public func run<Result>(usesNarrowProducts: Bool = true, _ body: () throws -> Result) rethrows
    -> Result
  {
    let before = (ck_machine_current(), ck_machine_use_narrow_products(usesNarrowProducts))
    ck_machine_use(kernel)
    defer {
      ck_machine_use(before.0)
      _ = ck_machine_use_narrow_products(before.1)
    }
    return try body()
  }

  /// Whether this processor can run these kernels.
  public var isAvailable: Bool { ck_machine_has(kernel) }

  /// Whether products with such weights use an instruction of the processor's own, which rounds the
  /// inputs as well: `vdpbf16ps` to bf16, `vpdpbusd` to eight bits, 64 of them by the largest.
  public static func usesNarrowProducts(_ precision: WeightPrecision) -> Bool {
    ck_machine_has_narrow_products(precision.kernel)
  }

  /// How many threads share a product, the caller's included: at the start one per core.
  public static var threads: Int {
    get { Int(ck_threads()) }
    set { ck_set_threads(CInt(clamping: newValue)) }
  }

  private static let all: [Machine] = [.portable, .neon, .avx2, .avx512]

  private var kernel: ck_machine {
    switch self {
    case .portable: ck_machine_portable
    case .neon: ck_machine_neon
    case .avx2: ck_machine_avx2
    case .avx512: ck_machine_avx512
    }
  }

  /// Whether OpenBLAS is faster at so many rows.
  ///
  /// Measured on one core of a Zen 4, 768 → 3072, in GFLOP/s, with OpenBLAS 0.3.21 told to use its
  /// SkylakeX kernels; 3072 → 768 gives the same:
  ///
  /// | rows | avx512 | avx2 | portable | OpenBLAS |
  /// |---:|---:|---:|---:|---:|
  /// | 1 | 12 | 12 | 12 | 11 |
  /// | 4 | 43 | 51 | 28 | 15 |
  /// | 16 | 97 | 78 | 34 | 41 |
  /// | 30 | 108 | 93 | 36 | 57 |
  /// | 240 | 106 | 104 | 39 | 93 |
  /// | 1024 | 104 | 101 | 36 | 97 |
  func isSlowerThanBLAS(rows: Int) -> Bool { self == .portable && rows >= 16 }
}
