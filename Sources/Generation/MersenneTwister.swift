import LinearAlgebra

/// MT19937, the generator behind torch's random numbers on the CPU (Matsumoto and Nishimura 1998).
///
/// Its words follow from one another: word n from words n − 624, n − 623 and n − 227; each number is
/// a word, tempered.
public struct MersenneTwister: Sendable {
  /// How many words determine all that follow.
  static let size = 624
  private var words: [UInt32]
  private var next = 0

  /// The generator torch starts with the low 32 bits of a seed.
  public init(seed: UInt64) {
    // The first `advance` moves the start to the front.
    words =
      [UInt32](repeating: 0, count: MersenneTwister.size) + MersenneTwister.start(seed: seed)
    next = words.count
  }

  /// The next 32 random bits.
  public mutating func draw() -> UInt32 {
    if next == words.count {
      MersenneTwister.advance(&words)
      next = MersenneTwister.size
    }
    next += 1
    return MersenneTwister.tempered(words[next - 1])
  }

  /// The words before the first.
  static func start(seed: UInt64) -> [UInt32] {
    var state = [UInt32](repeating: 0, count: size)
    state[0] = UInt32(truncatingIfNeeded: seed)
    for index in 1..<size {
      let previous = state[index - 1]
      state[index] = 1_812_433_253 &* (previous ^ (previous >> 30)) &+ UInt32(index)
    }
    return state
  }

  /// Moves the last 624 words to the front and fills the rest with those that follow.
  static func advance(_ words: inout [UInt32]) {
    let (count, size) = (words.count, size)
    for index in 0..<size { words[index] = words[count - size + index] }
    Twister.fill(&words, upTo: count)
  }

  /// A word's bits spread over all of it.
  @inline(__always) static func tempered(_ word: UInt32) -> UInt32 {
    var bits = word
    bits ^= bits >> 11
    bits ^= (bits << 7) & 0x9D2C_5680
    bits ^= (bits << 15) & 0xEFC6_0000
    return bits ^ (bits >> 18)
  }
}
