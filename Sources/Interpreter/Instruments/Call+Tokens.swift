import Models
import Reports
import SessionLanguage
import Tokenization
import Transformer

extension Call {
  /// The tokens that an option names: a text or a list of texts, each exactly one token.
  func tokens(of option: String, _ model: LanguageModel) throws(Diagnostic) -> [TokenID] {
    guard let value = try value(of: option) else { return [] }
    var texts = [value]
    if case .list(let items) = value.node { texts = items }
    var tokens: [TokenID] = []
    for text in texts {
      guard let word = text.node.plainText else {
        throw Diagnostic(
          "\(option) takes texts of one token", at: text.range,
          hint: "\(option)=\" love\" or \(option)={\" love\",\" hate\"}")
      }
      guard let token = model.tokenizer.singleToken(word) else {
        throw Self.notOneToken(word, at: text.range, model)
      }
      if !tokens.contains(token) { tokens.append(token) }
    }
    return tokens
  }

  private static func notOneToken(
    _ text: String, at range: SourceRange, _ model: LanguageModel
  ) -> Diagnostic {
    let tokens = model.tokenizer.encode(text)
    guard tokens.count > 1 else {
      return Diagnostic("this is no token", at: range, hint: "\" love\" is one")
    }
    let pieces = tokens.map { model.tokenizer.literal(of: $0) }.joined(separator: " ")
    // Most words are one token only with the blank before them.
    if model.tokenizer.singleToken(" " + text) != nil {
      return Diagnostic(
        "\(text.quoted) is \(tokens.count) tokens: \(pieces)", at: range,
        hint: "with a blank before it, it is one: \((" " + text).quoted)")
    }
    return Diagnostic(
      "\(text.quoted) is \(tokens.count) tokens: \(pieces)", at: range,
      hint: "take one of them, as :tokens \(text.quoted) shows them")
  }
}
