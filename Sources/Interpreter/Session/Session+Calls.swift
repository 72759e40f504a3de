import Models
import SessionLanguage

/// What a session makes of the words of a call.
extension Session {
  /// The model, or the mistake of having none.
  func loadedModel(_ call: Call) throws(Diagnostic) -> LanguageModel {
    guard let model = state.model else {
      throw Diagnostic("no model is loaded", at: call.name.range, hint: ":load tiny")
    }
    return model
  }

  /// The vectors that a command names; at least one.
  func namedVectors(of call: Call) throws(Diagnostic) -> [SessionState.NamedVector] {
    guard !call.words.isEmpty else {
      let known = state.vectors.map(\.name)
      throw Diagnostic(
        "which vector?", at: call.end,
        hint: known.isEmpty
          ? "make one: let love = x(\"Love\",\"Hate\",5,6)"
          : "vectors: \(known.joined(separator: ", "))")
    }
    var vectors: [SessionState.NamedVector] = []
    for word in call.words {
      guard let vector = state.vectors.first(where: { $0.name == word.node }) else {
        throw evaluation.unknownVector(word)
      }
      vectors.append(vector)
    }
    return vectors
  }

  /// The text to complete, the last one where none is said, and the settings for this run.
  func promptAndSettings(of call: Call, besides own: [String]) throws(Diagnostic) -> (
    String, Settings
  ) {
    let settings = try call.settings(
      state.settings, besides: own, topics: [.sampling, .vectors])
    if let text = try call.text() {
      guard !text.node.isEmpty else { throw call.emptyPrompt(at: text.range) }
      return (text.node, settings)
    }
    guard let last = lastPrompt else {
      throw Diagnostic(
        "expected a text in quotes", at: call.end,
        hint: ":\(call.name.node) \"I hate you because\" n=3   "
          + "(later, :\(call.name.node) alone repeats the last text)")
    }
    return (last, settings)
  }

  /// The seed that is set, or a new one, short enough to be typed.
  func seed(_ settings: Settings) -> UInt64 {
    settings.integer("seed").map { UInt64($0) } ?? UInt64.random(in: 0..<1_000_000)
  }
}
