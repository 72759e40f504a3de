import LinearAlgebra

/// Finds which tokens a draw may choose, without sorting the vocabulary.
struct Nucleus: Sendable {
  /// Fractions of the largest value at which the mass above is measured first.
  private static let steps: [Float] = [
    0.5, 0.25, 0.125, 0x1p-5, 0x1p-7, 0x1p-10, 0x1p-14, 0x1p-20,
  ]
  /// So many tokens are sorted, which allocates nothing yet, rather than told apart by one more
  /// measurement.
  private static let fewEnough = 64.0
  private var thresholds = [Float](repeating: 0, count: 8)
  private var sums = [Double](repeating: 0, count: 8)
  /// Tokens that have to be sorted.
  private var boundary: [Int32] = []
  /// The chosen tokens.
  private(set) var tokens: [Int32] = []

  /// Makes room, so that choosing allocates nothing.
  init(vocabulary: Int = 0) {
    tokens.reserveCapacity(vocabulary)
    boundary.reserveCapacity(vocabulary)
  }

  /// Chooses the `k` largest logits and all that tie with the last of them.
  mutating func choose(top k: Int, _ row: inout Likelihoods) {
    let top = row.largestValue
    var threshold = top / 8
    row.find(atLeast: threshold)
    while row.foundIndices.count < k, threshold > 0 {
      threshold = threshold > top * 0x1p-30 ? threshold / 512 : 0
      row.find(atLeast: threshold)
    }
    boundary.removeAll(keepingCapacity: true)
    boundary.append(contentsOf: row.foundIndices)
    sortBoundary(row)
    tokens.removeAll(keepingCapacity: true)
    for token in boundary {
      if tokens.count >= k, row.logits[Int(token)] < row.logits[Int(boundary[k - 1])] { break }
      tokens.append(token)
    }
  }

  /// Chooses the most probable tokens up to the first whose cumulative probability exceeds `p`.
  ///
  /// A token stays while the probability before it is at most `p`, compared in single precision as
  /// torch does; the first always stays. Only tokens between two values that enclose the last one
  /// are sorted; all above are in.
  mutating func choose(mass p: Float, _ row: inout Likelihoods) {
    let (upper, lower) = enclose(p, row)
    row.find(atLeast: lower)
    tokens.removeAll(keepingCapacity: true)
    boundary.removeAll(keepingCapacity: true)
    var before = 0.0
    for token in row.foundIndices {
      let value = row.values[Int(token)]
      if value >= upper {
        tokens.append(token)
        before += Double(value)
      } else {
        boundary.append(token)
      }
    }
    sortBoundary(row)
    for token in boundary {
      if !tokens.isEmpty, Float(before / row.sum) > p { return }
      tokens.append(token)
      before += Double(row.values[Int(token)])
    }
  }

  /// Two values, one that only tokens of the nucleus reach, one that all of them reach.
  private mutating func enclose(_ p: Float, _ row: Likelihoods) -> (upper: Float, lower: Float) {
    let top = row.largestValue
    var (upper, massAbove) = (top * (1 + 0x1p-20), 0.0)
    var (lower, massWithin) = (Float(0), row.sum)
    for index in 0..<8 { thresholds[index] = top * Nucleus.steps[index] }
    for _ in 0..<4 {
      row.sum(atLeast: thresholds, into: &sums)
      // A hundred thousandth more than needed: the masses are rounded.
      for index in 0..<8 {
        if sums[index] > (Double(p) + 1e-5) * row.sum {
          (lower, massWithin) = (thresholds[index], sums[index])
          break
        }
        if sums[index] < (Double(p) - 1e-5) * row.sum {
          (upper, massAbove) = (thresholds[index], sums[index])
        }
      }
      // Each token between them has at least the mass `lower`.
      if massWithin - massAbove <= Nucleus.fewEnough * Double(lower) { break }
      for index in 0..<8 { thresholds[index] = upper - (upper - lower) * Float(index + 1) / 9 }
    }
    return (upper, lower)
  }

  /// The largest logit first, of equal ones the lowest number.
  private mutating func sortBoundary(_ row: Likelihoods) {
    boundary.sort { left, right in
      let (one, other) = (row.logits[Int(left)], row.logits[Int(right)])
      return one != other ? one > other : left < right
    }
  }
}
