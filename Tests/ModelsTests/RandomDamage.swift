/// SplitMix64: the same numbers everywhere for the same seed.
struct RandomDamage: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  /// The bytes with 1 to 3 places damaged: bits turned, bytes lost, repeated, or exchanged for
  /// others that mean something in JSON; half of them near the beginning, where headers are.
  mutating func damage(_ original: [UInt8]) -> [UInt8] {
    let alphabet = Array(#"{}[]":,0123456789-.eE\ntrufalse "#.utf8)
    var bytes = original
    for _ in 0..<Int.random(in: 1...3, using: &self) {
      guard !bytes.isEmpty else { return bytes }
      let end = Bool.random(using: &self) ? bytes.count : min(bytes.count, 2_000)
      let place = Int.random(in: 0..<end, using: &self)
      switch Int.random(in: 0..<8, using: &self) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &self)
      case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &self)
      case 2: bytes.remove(at: place)
      case 3: bytes.removeLast(Int.random(in: 0...bytes.count, using: &self))
      case 4:
        let stop = min(bytes.count, place + Int.random(in: 0..<60, using: &self))
        bytes.insert(contentsOf: bytes[place..<stop], at: place)
      case 5: bytes.insert(alphabet[Int.random(in: 0..<alphabet.count, using: &self)], at: place)
      default: bytes[place] = alphabet[Int.random(in: 0..<alphabet.count, using: &self)]
      }
    }
    return bytes
  }
}
