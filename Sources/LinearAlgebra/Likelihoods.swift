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
  /// What was subtracted: the largest logit when the values were computed.
  public private(set) var top: Float = 0
  /// The sum of the values.
  public private(set) var sum = 0.0
  /// The largest value, while it is known.
  private var largest: Float?
  /// Room for what `find` finds.
  private var (indices, found, foundCount) = ([Int32](), [Float](), 0)

  /// Memory for no row yet.
  public init() {}

  /// Takes a row, each element divided by `divisor`.
  public mutating func read(_ row: Span<Float>, dividedBy divisor: Float = 1) {
    let count = row.count
    if logits.count != count {
      logits = [Float](repeating: 0, count: count)
      values = logits
      // The search writes one beyond what it keeps.
      found = [Float](repeating: 0, count: count + 1)
      indices = [Int32](repeating: 0, count: count + 1)
    }
    top = logits.withUnsafeMutableBufferPointer { logits in
      row.withUnsafeBufferPointer { row in
        guard let source = row.baseAddress, let target = logits.baseAddress else { return 0 }
        return ck_copy_divided(source, count, divisor, target)
      }
    }
    exponentiate(from: top)
  }

  /// Computes all values anew, from the logits as they are now.
  public mutating func exponentiate() {
    exponentiate(
      from: logits.withUnsafeBufferPointer {
        $0.baseAddress.map { ck_largest($0, logits.count) } ?? 0
      })
  }

  private mutating func exponentiate(from top: Float) {
    let count = logits.count
    self.top = top
    sum = logits.withUnsafeBufferPointer { logits in
      values.withUnsafeMutableBufferPointer { values in
        logits.baseAddress.map { ck_exponentials($0, count, top, values.baseAddress) } ?? 0
      }
    }
    largest = count == 0 ? 0 : 1
  }

  /// `log Σ e^logit`, as last read.
  public var logSumExp: Float { top + Float(log(sum)) }

  /// The largest value.
  public var largestValue: Float {
    mutating get {
      if let largest { return largest }
      let found = values.withUnsafeBufferPointer {
        $0.baseAddress.map { ck_largest($0, values.count) } ?? 0
      }
      largest = found
      return found
    }
  }

  /// Changes one logit, its value and the sum.
  public mutating func lower(_ index: Int, by amount: Float) {
    logits[index] -= amount
    let (value, before) = (expf(logits[index] - top), values[index])
    sum += Double(value) - Double(before)
    values[index] = value
    guard let largest else { return }
    if value >= largest {
      self.largest = value
    } else if before == largest {
      self.largest = nil
    }
  }

  /// Finds the values that are not below a threshold: `foundIndices` and `foundValues`.
  public mutating func find(atLeast threshold: Float) {
    foundCount = values.withUnsafeBufferPointer { values in
      indices.withUnsafeMutableBufferPointer { indices in
        found.withUnsafeMutableBufferPointer { found in
          values.baseAddress.map {
            ck_find_above($0, values.count, threshold, indices.baseAddress, found.baseAddress)
          } ?? 0
        }
      }
    }
  }

  /// Where the values are that `find` found, in order.
  public var foundIndices: ArraySlice<Int32> { indices[0..<foundCount] }
  /// The values that `find` found, in the same order.
  public var foundValues: ArraySlice<Float> { found[0..<foundCount] }

  /// For each of eight thresholds the sum of the values that were found and are not below it, to about
  /// a millionth.
  public func sumFound(atLeast thresholds: [Float], into sums: inout [Double]) {
    precondition(thresholds.count == 8 && sums.count == 8)
    found.withUnsafeBufferPointer { found in
      guard let base = found.baseAddress else { return }
      ck_masses_above(base, foundCount, thresholds, &sums)
    }
  }
}
