import Reports

extension Session {
  /// The cells that the expression in use may take in the prompt.
  private static let useCells = 24

  /// The prompt: the model, what steers, and the sign.
  public var prompt: StyledText {
    var prompt = StyledText(state.model?.name ?? "no model", .dim) + " "
    if let use = state.use {
      let compact = "\(use)".replacing(" ", with: "")
      let shown = Wrapping.truncated(StyledText(compact, .name), width: Self.useCells)
      prompt += shown + " "
    }
    return prompt + "❯ "
  }
}
