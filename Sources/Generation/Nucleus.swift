import LinearAlgebra

/// Finds which tokens a draw may choose, without sorting the vocabulary.
struct Nucleus: Sendable {
  /// Fractions of the largest value: tokens down to the last of a list are looked at, and if their mass
  /// is too little those down to the last of the next.
  private static let depths: [[Float]] = [
    [0.8, 0.6, 0.5, 0.4, 0.3, 0.25, 0.2, 0.125],
    [0.1, 0.08, 0.0625, 0.05, 0.04, 0x1p-5, 0x1p-6, 0x1p-7],
    [0x1p-8, 0x1p-9, 0x1p-10, 0x1p-12, 0x1p-14, 0x1p-17, 0x1p-20, 0],
  ]
  /// So many tokens are sorted rather than told apart by one more measurement.
  private static let fewEnough = 64.0
  private var thresholds = [Float](repeating: 0, count: 8)
  private var sums = [Double](repeating: 0, count: 8)
  /// Tokens that have to be sorted.
  private var boundary: [Int32] = []
  /// The chosen tokens, in ascending order.
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
    guard let last = boundary.prefix(k).last else { return }
    for token in row.foundIndices where row.logits[Int(token)] >= row.logits[Int(last)] {
      tokens.append(token)
    }
  }

  /// Chooses the most probable tokens up to the first whose cumulative probability exceeds `p`.
  ///
  /// A token stays while the probability before it is at most `p`, compared in single precision as
  /// torch does; the first always stays. Only tokens between two values that enclose the last one that
  /// stays are sorted; all above stay too.
  mutating func choose(mass p: Float, _ row: inout Likelihoods) {
    let (upper, lower) = enclose(p, &row)
    boundary.removeAll(keepingCapacity: true)
    var (before, isFirst) = (0.0, true)
    for (token, value) in zip(row.foundIndices, row.foundValues) where value >= lower {
      if value >= upper {
        (before, isFirst) = (before + Double(value), false)
      } else {
        boundary.append(token)
      }
    }
    sortBoundary(row)
    var last: Int32?
    for token in boundary {
      if !isFirst, Float(before / row.sum) > p { break }
      (last, isFirst) = (token, false)
      before += Double(row.values[Int(token)])
    }
    tokens.removeAll(keepingCapacity: true)
    for (token, value) in zip(row.foundIndices, row.foundValues) where value >= lower {
      if value >= upper || last.map({ Self.comesFirst(token, $0, row) || token == $0 }) == true {
        tokens.append(token)
      }
    }
  }

  /// Two values, one that only tokens of the nucleus reach, one that all of them reach; those that reach
  /// the second, and perhaps more, are then found.
  private mutating func enclose(_ p: Float, _ row: inout Likelihoods) -> (
    upper: Float, lower: Float
  ) {
    let top = row.largestValue
    // Nothing is measured yet, and everything is enough.
    var bracket = Bracket(upper: top * (1 + 0x1p-20), lower: 0, within: row.sum)
    for fractions in Nucleus.depths {
      for index in 0..<8 { thresholds[index] = top * fractions[index] }
      row.find(atLeast: thresholds[7])
      row.sumFound(atLeast: thresholds, into: &sums)
      if bracket.tighten(p, of: row.sum, thresholds, sums) { break }
    }
    for _ in 0..<3 {
      // Each token between them has at least the mass `lower`.
      let most = (bracket.within - bracket.above) / Double(bracket.lower)
      if min(most, Double(row.foundIndices.count)) <= Nucleus.fewEnough { break }
      let distance = bracket.upper - bracket.lower
      for index in 0..<8 { thresholds[index] = bracket.upper - distance * Float(index + 1) / 9 }
      row.sumFound(atLeast: thresholds, into: &sums)
      _ = bracket.tighten(p, of: row.sum, thresholds, sums)
    }
    return (bracket.upper, bracket.lower)
  }

  /// Two values and the masses of the tokens that reach them.
  private struct Bracket {
    var (upper, above) = (Float(0), 0.0)
    var (lower, within) = (Float(0), 0.0)

    init(upper: Float, lower: Float, within: Double) {
      (self.upper, self.lower, self.within) = (upper, lower, within)
    }

    /// Draws them together, with masses at some thresholds; whether one was low enough.
    mutating func tighten(_ p: Float, of sum: Double, _ thresholds: [Float], _ sums: [Double])
      -> Bool
    {
      for (threshold, mass) in zip(thresholds, sums) {
        // A hundred thousandth more than needed: the masses are rounded.
        if mass > (Double(p) + 1e-5) * sum {
          (lower, within) = (threshold, mass)
          return true
        }
        if mass < (Double(p) - 1e-5) * sum { (upper, above) = (threshold, mass) }
      }
      return false
    }
  }

  private mutating func sortBoundary(_ row: Likelihoods) {
    boundary.heapSort { Self.comesFirst($0, $1, row) }
  }

  /// The largest logit first, of equal ones the lowest number.
  private static func comesFirst(_ left: Int32, _ right: Int32, _ row: Likelihoods) -> Bool {
    let (one, other) = (row.logits[Int(left)], row.logits[Int(right)])
    return one != other ? one > other : left < right
  }
}
