import CKernels
import Glibc

/// A row of logits and its exponentials, in memory that the next row uses again.
///
/// The exponentials are probabilities but for their sum.
public struct Likelihoods: Sendable {
  /// The logits, as they were read and then changed.
  public private(set) var logits: [Float] = []
  /// `e^(logit − top)` of each.
  public private(set) var values: [Float] = []
  /// What was subtracted: the largest logit that was read.
  public private(set) var top: Float = 0
  /// The sum of the values.
  public private(set) var sum = 0.0
  /// Room for the indices that `find` finds.
  private var found: [Int32] = []
  private var foundCount = 0

  /// Memory for no row yet.
  public init() {}

  /// Takes a row, each element divided by `divisor`.
  public mutating func read(_ row: Span<Float>, dividedBy divisor: Float = 1) {
    let count = row.count
    if logits.count != count {
      logits = [Float](repeating: 0, count: count)
      values = logits
      // The search writes up to a vector beyond what it keeps.
      found = [Int32](repeating: 0, count: count + 16)
    }
    logits.withUnsafeMutableBufferPointer { logits in
      guard let target = logits.baseAddress else { return }
      row.withUnsafeBufferPointer { row in _ = logits.update(fromContentsOf: row) }
      if divisor != 1 { for index in 0..<count { target[index] /= divisor } }
    }
    exponentiate()
  }

  /// Computes all values anew, from the logits as they are now.
  public mutating func exponentiate() {
    let count = logits.count
    top = logits.withUnsafeBufferPointer { $0.baseAddress.map { ck_largest($0, count) } ?? 0 }
    sum = logits.withUnsafeBufferPointer { logits in
      values.withUnsafeMutableBufferPointer { values in
        logits.baseAddress.map { ck_exponentials($0, count, top, values.baseAddress) } ?? 0
      }
    }
  }

  /// `log Σ e^logit`, as last read.
  public var logSumExp: Float { top + Float(log(sum)) }

  /// The largest value.
  public var largestValue: Float {
    values.withUnsafeBufferPointer { $0.baseAddress.map { ck_largest($0, values.count) } ?? 0 }
  }

  /// Changes one logit, its value and the sum.
  public mutating func lower(_ index: Int, by amount: Float) {
    logits[index] -= amount
    let value = expf(logits[index] - top)
    sum += Double(value) - Double(values[index])
    values[index] = value
  }

  /// For each of eight thresholds the sum of the values not below it, to about a millionth.
  public func sum(atLeast thresholds: [Float], into sums: inout [Double]) {
    precondition(thresholds.count == 8 && sums.count == 8)
    values.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress else { return }
      ck_masses_above(base, values.count, thresholds, &sums)
    }
  }

  /// Finds the values that are not below a threshold; `foundIndices` then has their indices.
  public mutating func find(atLeast threshold: Float) {
    foundCount = values.withUnsafeBufferPointer { values in
      found.withUnsafeMutableBufferPointer { found in
        values.baseAddress.map {
          ck_indices_above($0, values.count, threshold, found.baseAddress)
        } ?? 0
      }
    }
  }

  /// What `find` found, in order.
  public var foundIndices: ArraySlice<Int32> { found[0..<foundCount] }
}
