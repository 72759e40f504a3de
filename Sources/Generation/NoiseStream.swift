import Glibc

/// The exponential random numbers that torch's `multinomial` races tokens with, draw for draw.
///
/// Each step takes one number for every row and every token, row after row, whether or not the
/// token can win; so a row's noise depends on the seed, on how many rows there are and on which one
/// it is, and a steered row with the same number as an unsteered one meets the same noise.
public struct NoiseStream: Sendable {
  private var generator: MersenneTwister
  private let vocabulary: Int
  /// 53 random bits per row and token of the present step.
  private var bits: [UInt64]

  /// Noise for `rows` rows over `vocabulary` tokens.
  public init(seed: UInt64, rows: Int, vocabulary: Int) {
    generator = MersenneTwister(seed: seed)
    self.vocabulary = vocabulary
    bits = [UInt64](repeating: 0, count: rows * vocabulary)
  }

  /// Draws the numbers of the next step.
  public mutating func advance() {
    for index in bits.indices {
      let (high, low) = (generator.draw(), generator.draw())
      bits[index] = (UInt64(high) << 32 | UInt64(low)) & ((1 << 53) - 1)
    }
  }

  /// A uniform number u in [0, 1); the exponential one is never smaller, since −log(1−u) ≥ u.
  @inline(__always) public func uniform(row: Int, token: Int) -> Double {
    Double(bits[row * vocabulary + token]) * 0x1p-53
  }

  /// The exponential number of a token: `−log(1 − u)`, rounded to single precision.
  public func exponential(row: Int, token: Int) -> Float {
    Float(-log1p(-uniform(row: row, token: token)))
  }
}
