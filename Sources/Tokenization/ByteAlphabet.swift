/// The printable characters in which vocabulary files write the 256 bytes.
///
/// A byte that Latin-1 prints stands for itself; the 68 others, the blank among them, are written
/// U+0100, U+0101 … in their order, so that the blank is `Ġ`. From GPT-2's `bytes_to_unicode`.
enum ByteAlphabet {
  private static func isPrintable(_ byte: UInt8) -> Bool {
    (0x21...0x7E).contains(byte) || (0xA1...0xAC).contains(byte) || byte >= 0xAE
  }

  /// The character of each byte.
  static let characters: [Unicode.Scalar] = {
    var shifted: UInt8 = 0
    return (0...255).map { (byte: UInt8) in
      guard !isPrintable(byte) else { return Unicode.Scalar(byte) }
      defer { shifted += 1 }
      return Unicode.Scalar(0x100 + UInt16(shifted)) ?? "?"
    }
  }()

  private static let byteByCode: [UInt8?] = {
    var table = [UInt8?](repeating: nil, count: 0x144)
    for (byte, character) in characters.enumerated() {
      table[Int(character.value)] = UInt8(byte)
    }
    return table
  }()

  /// Appends the bytes that a token's text stands for.
  ///
  /// Text with a character outside the alphabet stands for its own UTF-8.
  static func appendBytes(of text: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
    let start = bytes.count
    var position = text.startIndex
    while position < text.endIndex {
      var code = Int(text[position])
      position += 1
      if code >= 0x80 {
        // The alphabet has characters of one and two bytes of UTF-8 only.
        let isPair = code & 0xE0 == 0xC0 && position < text.endIndex
        code = isPair ? (code & 0x1F) << 6 | Int(text[position] & 0x3F) : Int.max
        position += 1
      }
      guard code < byteByCode.count, let byte = byteByCode[code] else {
        bytes.removeSubrange(start...)
        bytes += text
        return
      }
      bytes.append(byte)
    }
  }
}
