import Foundation
import LinearAlgebra

/// What the machine can do at most.
///
/// A shared machine does not always give the same, so it is measured again and again, beside the work
/// that is compared with it.
struct Limits {
  /// Bytes a second.
  let read: Double
  /// Operations a second, a multiplication and an addition counted as two, with all they need in the
  /// first cache.
  let arithmetic: [Double]
  /// Those of products of so many rows at their best, with weights in the second cache.
  let products: [Double]

  /// Measures, `products` with so many rows.
  init(rows: Int) {
    read = Machine.measuredReadSpeed
    arithmetic = WeightPrecision.allCases.map { Machine.measuredArithmetic($0) }
    products = WeightPrecision.allCases.map { Machine.measuredProducts($0, rows: rows) }
  }

  /// The median of each figure.
  init(medianOf all: [Limits]) {
    func medians(_ figures: (Limits) -> [Double]) -> [Double] {
      WeightPrecision.allCases.indices.map { index in all.map { figures($0)[index] }.median }
    }
    read = all.map(\.read).median
    arithmetic = medians(\.arithmetic)
    products = medians(\.products)
  }

  func show() {
    func list(_ rates: [Double]) -> String {
      zip(WeightPrecision.allCases, rates)
        .map { String(format: "%@ %.0f", $0.rawValue, $1 / 1e9) }.joined(separator: ", ")
    }
    print(
      String(format: "memory read %.0f GB/s; ", read / 1e9)
        + "\(list(arithmetic)) billion operations a second, "
        + "\(list(products)) in products of 30 rows")
  }

  /// The least seconds a step can take: every weight is read once, and multiplied in every row.
  func least(_ work: StepWork) -> Double { work.seconds(read: read, rate(arithmetic, work)) }

  /// The least seconds it can take with products at their best, keys and values read besides.
  func attainable(_ work: StepWork) -> Double {
    // What is measured a moment later may be more than the most.
    let rate = min(rate(products, work), rate(arithmetic, work))
    return work.seconds(read: read, rate) + work.cacheBytes / read
  }

  private func rate(_ rates: [Double], _ work: StepWork) -> Double {
    rates[WeightPrecision.allCases.firstIndex(of: work.precision) ?? 0]
  }
}
