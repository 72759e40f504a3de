/// MT19937, the generator behind torch's random numbers on the CPU (Matsumoto and Nishimura 1998).
public struct MersenneTwister: Sendable {
  private static let size = 624
  private static let shift = 397
  private var state: [UInt32]
  private var next = MersenneTwister.size

  /// The generator torch starts with the low 32 bits of a seed.
  public init(seed: UInt64) {
    state = [UInt32](repeating: 0, count: MersenneTwister.size)
    state[0] = UInt32(truncatingIfNeeded: seed)
    for index in 1..<MersenneTwister.size {
      let previous = state[index - 1]
      state[index] = 1_812_433_253 &* (previous ^ (previous >> 30)) &+ UInt32(index)
    }
  }

  /// The next 32 random bits.
  public mutating func draw() -> UInt32 {
    if next == MersenneTwister.size { refill() }
    var bits = state[next]
    next += 1
    bits ^= bits >> 11
    bits ^= (bits << 7) & 0x9D2C_5680
    bits ^= (bits << 15) & 0xEFC6_0000
    return bits ^ (bits >> 18)
  }

  private mutating func refill() {
    let (size, shift) = (MersenneTwister.size, MersenneTwister.shift)
    for index in 0..<size {
      let following = index + 1 < size ? index + 1 : 0
      let far = index + shift < size ? index + shift : index + shift - size
      let mixed = (state[index] & 0x8000_0000) | (state[following] & 0x7FFF_FFFF)
      state[index] = state[far] ^ (mixed >> 1) ^ (mixed & 1 == 0 ? 0 : 0x9908_B0DF)
    }
    next = 0
  }
}
