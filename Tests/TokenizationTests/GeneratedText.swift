/// The text that `Fixtures/make_fixtures.py` generates in the same way, so that only hashes of what
/// `tokenizers` makes of it need to be stored.
struct GeneratedText {
  private var state: UInt64
  private let snippets: [String]

  init(seed: UInt64, snippets: [String]) {
    state = seed
    self.snippets = snippets
  }

  /// A number in `0..<limit` of a linear congruential generator.
  mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }

  /// Some twenty kilobytes: snippets, some set apart by a blank, and a few random characters.
  mutating func chunk() -> String {
    var text = String.UnicodeScalarView()
    var size = 0
    while size < 20_000 {
      let choice = below(16)
      var part = String.UnicodeScalarView()
      if choice == 0 {
        part.append(scalar())
      } else {
        part += snippets[below(snippets.count)].unicodeScalars
        if choice < 5 { part.append(" ") }
      }
      text += part
      size += String(part).utf8.count
    }
    return String(text)
  }

  private mutating func scalar() -> Unicode.Scalar {
    let limit = [0x80, 0x800, 0x3000, 0x10000, 0x110000][below(5)]
    return Unicode.Scalar(UInt32(below(limit))) ?? " "
  }
}

/// FNV-1a over whole numbers, in hexadecimal.
func fold(_ values: some Sequence<some BinaryInteger>) -> String {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for value in values { hash = (hash ^ UInt64(value)) &* 0x100_0000_01B3 }
  let digits = String(hash, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
