import Foundation
import LinearAlgebra

/// What the machine can do at most.
struct Limits {
  /// Bytes a second.
  let read = Machine.measuredReadSpeed
  /// Operations a second, a multiplication and an addition counted as two.
  let fp32 = Machine.measuredArithmetic(.fp32)
  let bf16 = Machine.measuredArithmetic(.bf16)

  func show() {
    print(
      String(
        format: "memory read %.0f GB/s, fp32 %.0f GFLOP/s, bf16 %.0f GFLOP/s", read / 1e9,
        fp32 / 1e9, bf16 / 1e9))
  }
}
