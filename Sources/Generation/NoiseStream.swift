import Glibc

/// The exponential random numbers that torch's `multinomial` races tokens with, draw for draw.
///
/// Each step takes one number for every row and every token, row after row, whether or not the
/// token can win; so a row's noise depends on the seed, on how many rows there are and on which one
/// it is, and a steered row with the same number as an unsteered one meets the same noise.
public struct NoiseStream: Sendable {
  private let vocabulary: Int
  /// The generator's last words, then two for each row and token of the present step, tempered only
  /// where they are asked for.
  private var words: [UInt32]

  /// Noise for `rows` rows over `vocabulary` tokens.
  public init(seed: UInt64, rows: Int, vocabulary: Int) {
    self.vocabulary = vocabulary
    // The first `advance` moves the start to the front.
    words =
      [UInt32](repeating: 0, count: 2 * rows * vocabulary) + MersenneTwister.start(seed: seed)
  }

  /// Draws the numbers of the next step.
  public mutating func advance() { MersenneTwister.advance(&words) }

  /// A uniform number u in [0, 1); the exponential one is never smaller, since −log(1−u) ≥ u.
  @inline(__always) public func uniform(row: Int, token: Int) -> Double {
    let place = MersenneTwister.size + 2 * (row * vocabulary + token)
    let high = UInt64(MersenneTwister.tempered(words[place]))
    let low = UInt64(MersenneTwister.tempered(words[place + 1]))
    return Double((high << 32 | low) & ((1 << 53) - 1)) * 0x1p-53
  }

  /// The exponential number of a token: `−log(1 − u)`, rounded to single precision.
  public func exponential(row: Int, token: Int) -> Float {
    Float(-log1p(-uniform(row: row, token: token)))
  }
}
