import Reports
import SessionLanguage

extension Session {
  /// The line with colours, the same characters: what is known stands out, what is wrong stays plain.
  public func highlighted(_ line: String) -> StyledText {
    let vocabulary = catalog.vocabulary
    var styled = StyledText()
    var end = 0
    for piece in LinePiece.pieces(of: line, vocabulary) {
      styled.append(SourceRange(end, piece.range.lower).text(in: line))
      let text = piece.range.text(in: line)
      styled.append(text, role(of: piece.kind, text, vocabulary))
      end = piece.range.upper
    }
    styled.append(SourceRange(end, line.utf8.count).text(in: line))
    return styled
  }

  private func role(
    of kind: LinePiece.Kind, _ text: String, _ vocabulary: Vocabulary
  ) -> Role {
    switch kind {
    case .command: vocabulary.command(String(text.dropFirst())) == nil ? .plain : .keyword
    case .keyword, .function: .keyword
    case .text: .string
    case .number: .number
    case .comment: .dim
    case .name, .word: state[text] == nil ? .plain : .name
    case .field, .option, .sign, .separator, .stray: .plain
    }
  }
}
