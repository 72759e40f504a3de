import Glibc

/// The exponential random numbers that torch's `multinomial` races tokens with, draw for draw.
///
/// Each step takes one number for every row and every token, row after row, whether or not the
/// token can win; so a row's noise depends on the seed, on how many rows there are and on which one
/// it is, and a steered row with the same number as an unsteered one meets the same noise.
///
/// Some of the rows can be drawn without the others: the words in between are passed over.
public struct NoiseStream: Sendable {
  private let vocabulary: Int
  /// The generator's last words, then two for each row and token of the present step, tempered only
  /// where they are asked for.
  private var words: [UInt32]
  private let firstRow: Int
  /// The words of other rows: those of a step that come first, and those that come last.
  private let others: (before: Int, behind: Int)
  /// How many words lie between the last one drawn and the first one of the next step.
  private var gap: Int
  /// Where they are passed over, so many at a time.
  private var passed: [UInt32]
  private static let passedAtOnce = 1 << 16

  /// Noise for `rows` rows over `vocabulary` tokens, of which only `part` will be asked for.
  public init(seed: UInt64, rows: Int, part: Range<Int>? = nil, vocabulary: Int) {
    let part = part ?? 0..<rows
    self.vocabulary = vocabulary
    firstRow = part.lowerBound
    let perRow = 2 * vocabulary
    others = (part.lowerBound * perRow, (rows - part.upperBound) * perRow)
    gap = others.before
    let room = others == (0, 0) ? 0 : MersenneTwister.size + Self.passedAtOnce
    passed = [UInt32](repeating: 0, count: room)
    // The first `advance` moves the start to the front.
    words = [UInt32](repeating: 0, count: part.count * perRow) + MersenneTwister.start(seed: seed)
  }

  /// Draws the numbers of the next step.
  public mutating func advance() {
    passOver(gap)
    MersenneTwister.advance(&words)
    gap = others.behind + others.before
  }

  /// Makes the last words those that come so many later.
  private mutating func passOver(_ count: Int) {
    guard count > 0 else { return }
    let (size, end) = (MersenneTwister.size, words.count - MersenneTwister.size)
    for index in 0..<size { passed[index] = words[end + index] }
    var left = count
    while left > 0 {
      let step = min(left, Self.passedAtOnce)
      MersenneTwister.fill(&passed, upTo: size + step)
      for index in 0..<size { passed[index] = passed[step + index] }
      left -= step
    }
    for index in 0..<size { words[end + index] = passed[index] }
  }

  /// The first 21 bits of the uniform number u, and so at most it; the exponential number is never
  /// smaller either, since −log(1−u) ≥ u.
  @inline(__always) public func floor(row: Int, token: Int) -> Float {
    let high = MersenneTwister.tempered(words[place(row, token)])
    return Float(Int32(truncatingIfNeeded: high & 0x1F_FFFF)) * 0x1p-21
  }

  /// A uniform number u in [0, 1).
  public func uniform(row: Int, token: Int) -> Double {
    let high = UInt64(MersenneTwister.tempered(words[place(row, token)]))
    let low = UInt64(MersenneTwister.tempered(words[place(row, token) + 1]))
    return Double((high << 32 | low) & ((1 << 53) - 1)) * 0x1p-53
  }

  @inline(__always) private func place(_ row: Int, _ token: Int) -> Int {
    MersenneTwister.size + 2 * ((row - firstRow) * vocabulary + token)
  }

  /// The exponential number of a token: `−log(1 − u)`, rounded to single precision.
  public func exponential(row: Int, token: Int) -> Float {
    Float(-log1p(-uniform(row: row, token: token)))
  }
}
