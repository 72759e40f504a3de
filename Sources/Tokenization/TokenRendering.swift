extension Tokenizer {
  /// The token as the command language reads it: `" love"`, `"\n"`.
  ///
  /// Bytes that are no character by themselves are shown as `\xE2`, which cannot be typed.
  public func literal(of token: TokenID) -> String {
    "\"\(rendered(token, quote: "\\\"", backslash: "\\\\", blank: " "))\""
  }

  /// The token with its blanks visible, as in `␣love`.
  public func visible(of token: TokenID) -> String {
    rendered(token, quote: "\"", backslash: "\\", blank: "␣")
  }

  private func rendered(
    _ token: TokenID, quote: String, backslash: String, blank: String
  ) -> String {
    var result = ""
    for piece in CharacterPieces(bytes(of: token)) {
      switch piece {
      case .byte(let byte): result += "\\x" + Self.hexadecimal(UInt32(byte))
      case .scalar("\""): result += quote
      case .scalar("\\"): result += backslash
      case .scalar(" "): result += blank
      case .scalar("\n"): result += "\\n"
      case .scalar("\t"): result += "\\t"
      case .scalar(let scalar) where Self.isInvisible(scalar):
        result += "\\u{\(Self.hexadecimal(scalar.value))}"
      case .scalar(let scalar): result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  // Nothing that moves the cursor, turns the direction of writing or takes no room may pass.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    case .spaceSeparator: scalar != " "
    default: false
    }
  }

  private static func hexadecimal(_ number: UInt32) -> String {
    String(number, radix: 16, uppercase: true)
  }
}
