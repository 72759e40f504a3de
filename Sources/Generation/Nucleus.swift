import LinearAlgebra

/// Finds which tokens a draw may choose, without sorting the vocabulary.
struct Nucleus: Sendable {
  private static let buckets = 256
  /// Fractions of the largest value at which the mass above is measured.
  private static let steps: [Float] = [
    0.5, 0.25, 0.125, 0x1p-5, 0x1p-7, 0x1p-10, 0x1p-14, 0x1p-20,
  ]
  private var thresholds = [Float](repeating: 0, count: 8)
  private var sums = [Double](repeating: 0, count: 8)
  private var masses = [Double](repeating: 0, count: Nucleus.buckets)
  /// Tokens of the one bucket that has to be sorted.
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
  /// torch does; the first always stays. Values are sorted into buckets between two thresholds that
  /// enclose the last token; all above are in, and only its bucket is sorted.
  mutating func choose(mass p: Float, _ row: inout Likelihoods) {
    let (upper, lower) = enclose(p, row)
    row.find(atLeast: lower)
    let scale = Float(Nucleus.buckets) / (upper - lower)
    func bucket(_ value: Float) -> Int {
      min(Nucleus.buckets - 1, max(0, Int((upper - value) * scale)))
    }
    for index in masses.indices { masses[index] = 0 }
    tokens.removeAll(keepingCapacity: true)
    var before = 0.0
    for token in row.foundIndices {
      let value = row.values[Int(token)]
      if value >= upper {
        tokens.append(token)
        before += Double(value)
      } else {
        masses[bucket(value)] += Double(value)
      }
    }
    // Whole buckets, as long as even their last token has less than p before it.
    var whole = 0
    let limit = Double(p) * row.sum * (1 - 1e-6)
    while whole < Nucleus.buckets - 1, before + masses[whole] <= limit {
      before += masses[whole]
      whole += 1
    }
    for token in row.foundIndices {
      let value = row.values[Int(token)]
      if value < upper, bucket(value) < whole { tokens.append(token) }
    }
    // Then token by token; the next bucket is rarely needed.
    for next in whole..<Nucleus.buckets {
      boundary.removeAll(keepingCapacity: true)
      for token in row.foundIndices {
        let value = row.values[Int(token)]
        if value < upper, bucket(value) == next { boundary.append(token) }
      }
      sortBoundary(row)
      for token in boundary {
        if !tokens.isEmpty, Float(before / row.sum) > p { return }
        tokens.append(token)
        before += Double(row.values[Int(token)])
      }
    }
  }

  /// Two values, one that only tokens of the nucleus reach, one that all of them reach.
  private mutating func enclose(_ p: Float, _ row: Likelihoods) -> (upper: Float, lower: Float) {
    let top = row.largestValue
    for index in 0..<8 { thresholds[index] = top * Nucleus.steps[index] }
    row.sum(atLeast: thresholds, into: &sums)
    // A hundred thousandth more than needed: the masses are rounded.
    var upper = top * (1 + 0x1p-20)
    for index in 0..<8 {
      if sums[index] > (Double(p) + 1e-5) * row.sum { return (upper, thresholds[index]) }
      if sums[index] < (Double(p) - 1e-5) * row.sum { upper = thresholds[index] }
    }
    return (upper, 0)
  }

  /// The largest logit first, of equal ones the lowest number.
  private mutating func sortBoundary(_ row: Likelihoods) {
    boundary.sort { left, right in
      let (one, other) = (row.logits[Int(left)], row.logits[Int(right)])
      return one != other ? one > other : left < right
    }
  }
}
