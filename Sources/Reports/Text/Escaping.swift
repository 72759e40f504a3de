/// Shows what a terminal would obey as what a reader can see: model output is untrusted text.
public enum Escaping {
  /// Whether a terminal would obey the scalar rather than show it.
  public static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F: false
    case 0x00..<0x20, 0x7F..<0xA0: true
    // Direction overrides and isolates reorder what follows them, borders included; the separators
    // and the byte order mark move the cursor or vanish, depending on the terminal.
    case 0x2028...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFF9...0xFFFB: true
    default: false
    }
  }

  /// The visible form of a scalar a terminal would obey (`\x1b`, `\u{202e}`), or `nil` where it is safe.
  ///
  /// Line breaks count as unsafe here; callers that lay out lines take them out first.
  public static func escape(of scalar: Unicode.Scalar) -> String? {
    guard isUnsafe(scalar) else { return nil }
    return switch scalar {
    case "\t": "\\t"
    case "\n": "\\n"
    case "\r": "\\r"
    case _ where scalar.value < 0x100: "\\x" + hexadecimal(scalar.value, digits: 2)
    default: "\\u{" + hexadecimal(scalar.value, digits: 4) + "}"
    }
  }

  /// A text with every unsafe scalar in visible form; line breaks stay if asked for.
  public static func escaped(_ text: String, keepingLineBreaks: Bool = false) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if keepingLineBreaks, scalar == "\n" {
        result.unicodeScalars.append(scalar)
      } else if let escape = escape(of: scalar) {
        result += escape
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Untrusted text with a role, its unsafe scalars in visible form and dim; line breaks stay.
  public static func styled(_ text: String, _ role: Role) -> StyledText {
    var result = StyledText()
    var safe = String.UnicodeScalarView()
    for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
      guard scalar != "\n", let escape = escape(of: scalar) else {
        safe.append(scalar)
        continue
      }
      result.append(String(safe), role)
      safe = String.UnicodeScalarView()
      result.append(escape, .dim)
    }
    result.append(String(safe), role)
    return result
  }

  private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
