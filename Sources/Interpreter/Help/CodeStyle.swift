import Reports
import SessionLanguage

/// Colours code: texts, numbers, commands and names.
enum CodeStyle {
  static func styled(_ code: String) -> StyledText {
    var styled = StyledText()
    var rest = Substring(code)
    while let first = rest.first {
      let piece: Substring
      let role: Role
      if first == "\"" {
        piece = quoted(rest)
        role = .string
      } else if first.isNumber {
        piece = rest.prefix { $0.isNumber || $0 == "." }
        role = .number
      } else if first.isLetter || first == "_" {
        piece = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        role = piece == "let" ? .keyword : .plain
      } else if first == ":" {
        piece = rest.prefix { $0 == ":" || $0 == "-" || $0.isLetter }
        role = .keyword
      } else {
        piece = rest.prefix(1)
        role = .plain
      }
      styled.append(String(piece), role)
      rest = rest.dropFirst(piece.count)
    }
    return styled
  }

  private static func quoted(_ text: Substring) -> Substring {
    var isEscaped = false
    var end = text.index(after: text.startIndex)
    while end < text.endIndex {
      let character = text[end]
      end = text.index(after: end)
      if character == "\"", !isEscaped { break }
      isEscaped = character == "\\" && !isEscaped
    }
    return text[..<end]
  }
}
