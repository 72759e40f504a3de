import Foundation
import LinearAlgebra
import Transformer

/// What the machine can do at most.
final class Limits {
  /// Bytes a second.
  private(set) var read = 0.0
  /// Operations a second, a multiplication and an addition counted as two, with inputs in the first
  /// cache.
  private(set) var arithmetic = WeightPrecision.allCases.map { _ in 0.0 }

  init() { measure() }

  /// Measures once more and keeps what was best: the machine may be shared.
  func measure() {
    read = max(read, Machine.measuredReadSpeed)
    for (index, precision) in WeightPrecision.allCases.enumerated() {
      arithmetic[index] = max(arithmetic[index], Machine.measuredArithmetic(precision))
    }
  }

  func show() {
    let peaks = zip(WeightPrecision.allCases, arithmetic).map { precision, peak in
      String(format: "%@ %.0f", precision.rawValue, peak / 1e9)
    }
    print(
      String(format: "memory read %.0f GB/s; ", read / 1e9)
        + peaks.joined(separator: ", ") + " billion operations a second")
  }

  /// The least seconds a step can take: every weight is read once, and multiplied in every row.
  func step(_ rows: Int, _ sizes: Hyperparameters, _ precision: WeightPrecision) -> Double {
    let block = 4 * sizes.width * sizes.width + 2 * sizes.width * sizes.hidden
    let weights = Double(sizes.blocks * block + sizes.vocabulary * sizes.width)
    let peak = arithmetic[WeightPrecision.allCases.firstIndex(of: precision) ?? 0]
    return max(
      weights * Double(precision.bytesPerWeight) / read, 2 * weights * Double(rows) / peak)
  }
}
