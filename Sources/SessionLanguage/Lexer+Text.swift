extension Lexer {
  /// The text in quotes that starts at `start`, escapes resolved, and the place behind it.
  func textLiteral(at start: Int) throws(Diagnostic) -> (text: String, next: Int) {
    let isLong = self[start] == "\"" && self[start + 1] == "\"" && self[start + 2] == "\""
    let opening = scalars[start]
    var position = start + (isLong ? 3 : 1)
    var text = String.UnicodeScalarView()
    while let scalar = self[position] {
      if scalar == "\\", self[position + 1] != nil, isLong || self[position + 1] != "\n" {
        let (character, next) = try escape(at: position)
        text.append(character)
        position = next
        continue
      }
      if isLong {
        if scalar == "\"", self[position + 1] == "\"", self[position + 2] == "\"" {
          return (String(text), position + 3)
        }
      } else if scalar == "\n" {
        break
      } else if closes(scalar, opening) {
        return (String(text), position + 1)
      }
      text.append(scalar)
      position += 1
    }
    throw unclosed(start, isLong: isLong)
  }

  private func unclosed(_ start: Int, isLong: Bool) -> Diagnostic {
    if isLong {
      return Diagnostic(
        "this \"\"\" is never closed", at: range(start, start + 3),
        hint: "add \"\"\" at the end of the text", needsMoreLines: true)
    }
    var end = lineEnd(from: start)
    while end > start + 1, self[end - 1]?.isBlank == true { end -= 1 }
    return Diagnostic(
      "this text has no closing quote", at: range(start, end),
      hint: "add \(scalars[start].closingQuote) at the end of the text")
  }

  /// Curly quotes are often pasted with one of the pair made straight.
  private func closes(_ scalar: Unicode.Scalar, _ opening: Unicode.Scalar) -> Bool {
    scalar == opening.closingQuote || scalar == "\""
  }

  private func escape(at start: Int) throws(Diagnostic) -> (Unicode.Scalar, next: Int) {
    switch self[start + 1] {
    case "\"": return ("\"", start + 2)
    case "\\": return ("\\", start + 2)
    case "n": return ("\n", start + 2)
    case "t": return ("\t", start + 2)
    case "u" where self[start + 2] == "{": return try codeEscape(at: start)
    default:
      throw Diagnostic(
        "unknown escape \\\(text(start + 1, start + 2).bare)", at: range(start, start + 2),
        hint: #"known: \" \\ \n \t \u{1F600}"#)
    }
  }

  /// A character by its code, such as `\u{1F600}`.
  private func codeEscape(at start: Int) throws(Diagnostic) -> (Unicode.Scalar, next: Int) {
    var end = start + 3
    while end < start + 12, let digit = self[end], digit.properties.isASCIIHexDigit { end += 1 }
    guard self[end] == "}", end > start + 3 else {
      throw Diagnostic(
        #"\u needs a code of hexadecimal digits in braces"#, at: range(start, end),
        hint: #"for example \u{1F600}"#)
    }
    let digits = text(start + 3, end)
    guard let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code) else {
      throw Diagnostic("no character has the code \(digits)", at: range(start, end + 1))
    }
    return (scalar, end + 1)
  }
}

extension Unicode.Scalar {
  /// Whether a text starts here: straight, “curly”, „low” and the closing curly typed first.
  var opensText: Bool {
    switch self {
    case "\"", "\u{201C}", "\u{201D}", "\u{201E}": true
    default: false
    }
  }

  var closingQuote: Unicode.Scalar {
    switch self {
    case "\u{201C}", "\u{201D}": "\u{201D}"
    case "\u{201E}": "\u{201C}"
    default: "\""
    }
  }
}
