import Glibc
import Transformer

/// The Kullback–Leibler divergence `Σ p (ln p − ln q)` of two distributions, token by token.
///
/// The order matters: as the published panels do, `Divergence(of: steered, from: unsteered)` asks
/// how surprised the unsteered model is by what the steered one says.
public struct Divergence: Sendable, Hashable {
  /// What each token adds, in nats; the contributions of single tokens may be negative.
  public let contributions: [Double]

  /// KL(`p`‖`q`); both must be over the same vocabulary.
  ///
  /// A token that `p` never produces adds 0, whatever `q` makes of it. One that only `q` never
  /// produces makes the divergence infinite.
  public init(of p: NextTokenDistribution, from q: NextTokenDistribution) {
    precondition(p.count == q.count)
    contributions = zip(p.logProbabilities, q.logProbabilities).map { pair -> Double in
      let (p, q) = (Double(pair.0), Double(pair.1))
      return p == -.infinity ? 0 : exp(p) * (p - q)
    }
  }

  /// The divergence, in nats; 0 for equal distributions, never below.
  public var total: Double {
    // Rounding may leave a sum of large positive and negative contributions a hair below 0.
    max(0, contributions.reduce(0, +))
  }

  /// The tokens that add most, the most first; of equal ones the lower number first.
  public func greatest(_ count: Int) -> [TokenID] {
    contributions.highest(count)
  }
}

extension NextTokenDistribution {
  /// KL(self‖`other`), in nats.
  public func divergence(from other: NextTokenDistribution) -> Double {
    Divergence(of: self, from: other).total
  }
}
