import Glibc

/// The exponential random numbers of some tokens in one row of a step.
public struct RowNoise: Sendable {
  /// Two for each of the tokens, tempered only where they are asked for.
  private var words: [UInt32]
  private var rolling = RollingWords()

  /// Room for the numbers of so many tokens.
  public init(tokens: Int = 0) { words = [UInt32](repeating: 0, count: 2 * tokens) }

  /// Takes the numbers of some tokens, in ascending order, in a row of the present step.
  public mutating func read(_ noise: NoiseStream, row: Int, _ tokens: some Collection<Int32>) {
    if words.count < 2 * tokens.count { words = [UInt32](repeating: 0, count: 2 * tokens.count) }
    noise.read(row: row, tokens, &rolling, into: &words)
  }

  /// The first 21 bits of the uniform number u of a token, the `place`-th of those that were read, and
  /// so at most it; the exponential number is never smaller either, since −log(1−u) ≥ u.
  @inline(__always) public func floor(_ place: Int) -> Float {
    let high = MersenneTwister.tempered(words[2 * place])
    return Float(Int32(truncatingIfNeeded: high & 0x1F_FFFF)) * 0x1p-21
  }

  /// A uniform number u in [0, 1).
  public func uniform(_ place: Int) -> Double {
    let high = UInt64(MersenneTwister.tempered(words[2 * place]))
    let low = UInt64(MersenneTwister.tempered(words[2 * place + 1]))
    return Double((high << 32 | low) & ((1 << 53) - 1)) * 0x1p-53
  }

  /// The exponential number of a token: `−log(1 − u)`, rounded to single precision.
  public func exponential(_ place: Int) -> Float { Float(-log1p(-uniform(place))) }
}
