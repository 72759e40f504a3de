import Reports

/// Turns the bytes of a terminal into keys.
struct KeyReader {
  /// The next byte within so many milliseconds (negative: for ever), or `nil`.
  var next: (_ milliseconds: Int) -> UInt8?

  /// The next key within so many milliseconds (negative: for ever).
  func key(within milliseconds: Int) -> Key? {
    guard let byte = next(milliseconds) else { return nil }
    switch byte {
    case 0x03, 0x04: return .interrupt
    case 0x09: return .tab
    case 0x0A, 0x0D: return .enter
    case 0x7F, 0x08: return .backspace
    case 0x1B: return escape()
    case ..<0x20: return .character(Character(Unicode.Scalar(byte)))
    default: return character(byte)
    }
  }

  /// Escape alone, or a sequence: its bytes come at once, a finger's next key does not.
  private func escape() -> Key? {
    guard let introducer = next(50) else { return .escape }
    guard introducer == UInt8(ascii: "[") || introducer == UInt8(ascii: "O") else { return .escape }
    var parameters = ""
    while let byte = next(50) {
      guard byte >= 0x40 else {
        parameters.unicodeScalars.append(Unicode.Scalar(byte))
        if parameters.utf8.count > 16 { return nil }
        continue
      }
      return key(final: byte, parameters)
    }
    return .escape
  }

  private func key(final: UInt8, _ parameters: String) -> Key? {
    // The second parameter is one more than the modifiers: Shift 1, Alt 2, Ctrl 4; all make big steps.
    let modifier = parameters.split(separator: ";").dropFirst().first.flatMap { Int($0) } ?? 1
    let isShifted = modifier > 1
    switch Character(Unicode.Scalar(final)) {
    case "A": return .up(shift: isShifted)
    case "B": return .down(shift: isShifted)
    case "C": return .right(shift: isShifted)
    case "D": return .left(shift: isShifted)
    // rxvt sends lower case for Shift.
    case "a": return .up(shift: true)
    case "b": return .down(shift: true)
    case "c": return .right(shift: true)
    case "d": return .left(shift: true)
    case "H": return .home
    case "F": return .end
    case "M": return .enter
    case "~":
      switch parameters.split(separator: ";").first {
      case "1", "7": return .home
      case "4", "8": return .end
      case "5": return .pageUp
      case "6": return .pageDown
      default: return nil
      }
    default: return nil
    }
  }

  private func character(_ first: UInt8) -> Key? {
    var bytes = [first]
    let following = first < 0xC2 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : first < 0xF5 ? 3 : 0
    for _ in 0..<following {
      guard let byte = next(50) else { break }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self).first.map(Key.character)
  }
}
