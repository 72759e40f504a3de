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

extension Session {
  /// The second line of the banner: what to try first.
  public var invitation: String {
    let listed = shelf.models()
    let isFirst = !listed.contains { $0.place == .cache }
    guard isFirst, let model = listed.first(where: { $0.name == "gpt2-small" }) else {
      return ":tour shows the first steps · :models lists what can be loaded"
    }
    let size = model.size.isEmpty ? "" : " (\(model.size))"
    return "try :tour, or :load \(model.name)\(size)"
  }
}
