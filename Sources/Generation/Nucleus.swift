import Glibc

/// Finds which tokens a draw may choose, without sorting the vocabulary.
///
/// Logits are counted into buckets below the largest; only the buckets that can matter are
/// gathered and sorted.
struct Nucleus: Sendable {
  private static let bucketsPerNat: Float = 32
  /// The last bucket takes everything from 32 nats below the largest logit on.
  private static let buckets = 1024
  private var counts = [Int](repeating: 0, count: Nucleus.buckets)
  private var masses = [Double](repeating: 0, count: Nucleus.buckets)
  /// The chosen tokens, the most probable first.
  private(set) var tokens: [Int] = []

  /// Chooses the `k` largest logits and all that tie with the last of them.
  mutating func choose(top k: Int, _ logits: [Float]) {
    let largest = Nucleus.largest(logits)
    for bucket in counts.indices { counts[bucket] = 0 }
    for token in logits.indices { counts[Nucleus.bucket(logits[token], largest)] += 1 }
    var (last, total) = (0, counts[0])
    while total < k, last + 1 < Nucleus.buckets {
      last += 1
      total += counts[last]
    }
    gather(through: last, largest, logits)
    guard k < tokens.count else { return }
    let threshold = logits[tokens[k - 1]]
    tokens.removeSubrange((tokens.firstIndex { logits[$0] < threshold } ?? tokens.count)...)
  }

  /// Chooses the most probable tokens up to the first whose cumulative probability exceeds `p`.
  ///
  /// A token stays while the probability before it is at most `p`, compared in single precision as
  /// torch does; the first always stays.
  mutating func choose(mass p: Float, _ logits: [Float]) {
    let largest = Nucleus.largest(logits)
    for bucket in masses.indices { masses[bucket] = 0 }
    var sum = 0.0
    for token in logits.indices {
      let mass = Double(expf(logits[token] - largest))
      masses[Nucleus.bucket(logits[token], largest)] += mass
      sum += mass
    }
    var (last, total) = (0, masses[0])
    // One part in a million more than needed: the sum by buckets rounds differently.
    while total <= (Double(p) + 1e-6) * sum, last + 1 < Nucleus.buckets {
      last += 1
      total += masses[last]
    }
    gather(through: last, largest, logits)
    var (kept, before) = (0, 0.0)
    while kept < tokens.count, kept == 0 || Float(before) <= p {
      before += Double(expf(logits[tokens[kept]] - largest)) / sum
      kept += 1
    }
    tokens.removeSubrange(kept...)
  }

  private mutating func gather(through last: Int, _ largest: Float, _ logits: [Float]) {
    tokens.removeAll(keepingCapacity: true)
    for token in logits.indices where Nucleus.bucket(logits[token], largest) <= last {
      tokens.append(token)
    }
    let values = tokens.map { logits[$0] }
    let order = values.indices.sorted { left, right in
      values[left] != values[right] ? values[left] > values[right] : left < right
    }
    tokens = order.map { tokens[$0] }
  }

  private static func largest(_ logits: [Float]) -> Float {
    var largest = -Float.infinity
    for token in logits.indices where logits[token] > largest { largest = logits[token] }
    return largest
  }

  private static func bucket(_ logit: Float, _ largest: Float) -> Int {
    let distance = (largest - logit) * bucketsPerNat
    return distance < Float(buckets - 1) ? Int(distance) : buckets - 1
  }
}
