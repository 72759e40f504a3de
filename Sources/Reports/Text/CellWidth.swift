/// How many cells of a terminal a text takes, from Unicode's own properties and not from the locale.
public enum CellWidth {
  /// The cells of a text on one line; a control character counts as its escaped form.
  public static func of(_ text: String) -> Int {
    // Nearly all text is ASCII, and the segmentation into characters is what costs.
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
    return text.reduce(0) { $0 + of($1) }
  }

  /// The cells of one character: 0, 1 or 2, and for a control character those of its escaped form.
  public static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if 0x20..<0x7F ~= first.value, scalars.count == 1 { return 1 }
    if character.unicodeScalars.contains(where: Escaping.isUnsafe) {
      return scalars.reduce(0) { $0 + (Escaping.escape(of: $1)?.count ?? of($1)) }
    }
    if scalars.count == 2, scalars.allSatisfy(isRegionalIndicator) { return 2 }
    if scalars.dropFirst().first == "\u{FE0F}" { return 2 }
    return scalars.reduce(0) { max($0, of($1)) }
  }

  /// The cells of one scalar that is no control character: 0, 1 or 2.
  public static func of(_ scalar: Unicode.Scalar) -> Int {
    // No wide, zero-width or combining scalar lies below.
    if scalar.value < 0x300 { return 1 }
    let properties = scalar.properties
    if properties.isEmojiPresentation, !isRegionalIndicator(scalar) { return 2 }
    let value = scalar.value
    if wide.contains(where: { $0.contains(value) }) { return 2 }
    // Vowels and finals of Hangul syllables are drawn inside the cells of their first letter.
    if 0x1160...0x11FF ~= value || 0xD7B0...0xD7FF ~= value { return 0 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    case .format: return 0
    default: return 1
    }
  }

  private static func isRegionalIndicator(_ scalar: Unicode.Scalar) -> Bool {
    0x1F1E6...0x1F1FF ~= scalar.value
  }

  /// East Asian Wide and Fullwidth of Unicode 14, less what `isEmojiPresentation` already answers.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF,
    0x4E00...0xA4C6, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
    0xFE30...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x1B2FB, 0x1F200...0x1F265,
    0x20000...0x3FFFD,
  ]
}
