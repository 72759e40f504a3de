import SessionLanguage

extension Vocabulary {
  /// The commands and functions the tests speak with.
  static let sample = Vocabulary(
    commands: [
      CommandForm("load", abbreviations: ["l"], .words),
      CommandForm("list"),
      CommandForm(
        "compare", abbreviations: ["c"], .text, takesOptions: true, expressionOptions: ["with"]),
      CommandForm("sweep", .text, takesOptions: true, takesAxes: true),
      CommandForm("perplexity", .words, takesOptions: true, takesAxes: true),
      CommandForm("against-prompting", .text, takesOptions: true),
      CommandForm("tokens", .text, takesOptions: true),
      CommandForm("use", .expression),
      CommandForm("set", abbreviations: ["s"], .words, takesOptions: true),
      CommandForm("show", .words),
      CommandForm("save", .words),
      CommandForm("delete", .words),
      CommandForm("help", abbreviations: ["h", "?"], .words),
      CommandForm("history", .words),
      CommandForm("quit", abbreviations: ["q", "exit"]),
    ],
    functions: [
      FunctionForm("x", signature: "x(plus, minus, coeff, layer)"),
      FunctionForm("act", signature: "act(text, coeff, layer)"),
      FunctionForm("random", signature: "random(kind, like)"),
    ])
}

/// The canonical forms of the statements in `source`, or the message.
func canonical(_ source: String) -> [String] {
  do {
    return try Parser.statements(of: source, .sample).map { "\($0.node)" }
  } catch {
    return ["error: \(error.message)"]
  }
}

/// The mistake that stops the reading of `source`.
func mistake(_ source: String) -> Diagnostic? {
  do {
    _ = try Parser.statements(of: source, .sample)
    return nil
  } catch {
    return error
  }
}
