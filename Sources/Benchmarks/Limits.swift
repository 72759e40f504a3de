import Foundation
import LinearAlgebra
import Transformer

/// What the machine can do at most.
///
/// A shared machine does not always give the same, so it is measured again and again, beside the work
/// that is compared with it.
struct Limits {
  /// Bytes a second.
  let read: Double
  /// Operations a second, a multiplication and an addition counted as two, with inputs in the first
  /// cache.
  let arithmetic: [Double]

  /// Measures.
  init() {
    read = Machine.measuredReadSpeed
    arithmetic = WeightPrecision.allCases.map { Machine.measuredArithmetic($0) }
  }

  /// The median of each figure.
  init(medianOf all: [Limits]) {
    read = all.map(\.read).median
    arithmetic = WeightPrecision.allCases.indices.map { index in
      all.map { $0.arithmetic[index] }.median
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
