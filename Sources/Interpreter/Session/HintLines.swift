import Reports
import SessionLanguage

/// A hint on its lines: words are wrapped, code never is, so that it can be pasted at any width.
struct HintLines {
  private static let label = "hint:  "
  private let words: String
  private let code: String
  private let remark: String

  /// A hint is words, then code, or one of them; a remark in brackets, after three blanks, goes below.
  init(_ hint: String, _ vocabulary: Vocabulary) {
    let parts = hint.split(separator: "   (", maxSplits: 1).map(String.init)
    remark =
      parts.count > 1
      ? String(parts[1].hasSuffix(")") ? parts[1].dropLast()[...] : parts[1][...]) : ""
    let text = parts.first ?? hint
    let starts = [text.startIndex] + text.ranges(of: ": ").map(\.upperBound)
    let start = starts.first { Self.isCode(text[$0...], vocabulary) } ?? text.endIndex
    words = String(text[..<start])
    code = String(text[start...])
  }

  private static func isCode(_ text: Substring, _ vocabulary: Vocabulary) -> Bool {
    guard let statements = try? Parser.statements(of: String(text), vocabulary) else {
      return false
    }
    return !statements.isEmpty
  }

  /// The lines, under each other behind the label.
  func blocks(width: Int) -> [ReportBlock] {
    let room = max(10, width - Self.label.count)
    var lines: [(text: StyledText, isCode: Bool)] = []
    if CellWidth.of(words + code) <= room {
      lines.append((StyledText(words + code, .hint), true))
    } else {
      lines += Wrapping.lines(of: StyledText(words, .hint), width: room).filter { !$0.isEmpty }
        .map { ($0, false) }
      if !code.isEmpty { lines.append((StyledText(code, .hint), true)) }
    }
    if !remark.isEmpty {
      lines += Wrapping.lines(of: StyledText(remark, .dim), width: room).map { ($0, false) }
    }
    let margin = String(repeating: " ", count: Self.label.count)
    return lines.enumerated().map { index, line in
      let whole = StyledText(index == 0 ? Self.label : margin, .dim) + line.text
      return line.isCode ? .code(whole) : .lines([whole])
    }
  }
}
