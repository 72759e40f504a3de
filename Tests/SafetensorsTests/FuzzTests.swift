import Foundation
import Safetensors
import Testing

/// SplitMix64: the same numbers everywhere for the same seed.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}

@Suite struct `Random damage` {
  static let original = safetensors(
    #"{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"#
      + #""b":{"dtype":"F16","shape":[3],"data_offsets":[16,22]},"#
      + #""c":{"dtype":"BF16","shape":[1],"data_offsets":[22,24]},"#
      + #""d":{"dtype":"F64","shape":[1],"data_offsets":[24,32]}}"#, Array(0..<32))

  /// Damages 1 to 3 places, mostly in the header and mostly into other legal characters.
  static func damaged(_ random: inout SplitMix) -> [UInt8] {
    let alphabet = Array(#"{}[]":,0123456789-.eFBU\ "#.utf8)
    var bytes = original
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let place = Int.random(in: 0..<max(1, bytes.count), using: &random)
      guard place < bytes.count else { break }
      switch Int.random(in: 0..<8, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 2: bytes.remove(at: place)
      case 3: bytes.removeLast(Int.random(in: 0...min(40, bytes.count), using: &random))
      case 4:
        let end = min(bytes.count, place + Int.random(in: 0..<60, using: &random))
        bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 5: bytes.insert(alphabet.randomElement(using: &random) ?? 0, at: place)
      default: bytes[place] = alphabet.randomElement(using: &random) ?? 0
      }
      // Three times in four the length is made to fit again, so that the header itself is read.
      if bytes.count > 40, Int.random(in: 0..<4, using: &random) > 0 {
        let length = bytes.count - 40
        for byte in 0..<8 { bytes[byte] = UInt8(truncatingIfNeeded: length >> (byte * 8)) }
      }
    }
    return bytes
  }

  @Test(.timeLimit(.minutes(1)))
  func `never traps, and what opens can be read`() throws {
    let folder = try TemporaryFolder()
    var random = SplitMix(state: 7)
    var opened = 0
    for _ in 0..<12_000 {
      let file = try folder.write(Self.damaged(&random), as: "x.safetensors")
      guard let checkpoint = try? Checkpoint(file: file) else { continue }
      opened += 1
      for name in checkpoint.names {
        let entry = try #require(checkpoint.entry(name))
        if case .other = entry.elementType {
          #expect(throws: SafetensorsError.self) { try checkpoint.floats(name) }
        } else {
          #expect(try checkpoint.floats(name).count == entry.elementCount)
        }
      }
    }
    // The damage must not be so heavy that the reading is never reached.
    #expect(opened > 500, "\(opened) of 12000 opened")
  }
}
