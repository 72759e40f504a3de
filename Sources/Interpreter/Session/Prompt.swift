import Reports

extension Session {
  /// The cells that the expression in use may take in the prompt, and those of a vector just tuned.
  private static let (useCells, tunedCells) = (24, 40)

  /// The prompt: the model, what steers, and the sign; after `:tune` the new code of the vector.
  public var prompt: StyledText {
    var prompt = StyledText(state.model?.name ?? "no model", .dim) + " "
    if let tuned, state.use == .name(tuned), let recipe = state[tuned] {
      let code = "\(tuned)=\(recipe.code)".replacing(" ", with: "")
      let room = max(Self.useCells, min(Self.tunedCells, output.layout.width / 2))
      prompt += Wrapping.truncated(StyledText(code, .name), width: room) + " "
    } else if let use = state.use {
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
