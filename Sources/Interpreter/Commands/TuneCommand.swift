import Reports
import SessionLanguage
import Steering

/// Runs `:tune love`.
struct TuneCommand: Command {
  let form = CommandForm("tune", .words, takesOptions: true)
  let help = CommandHelp(
    .completions, ":tune [NAME] [name=value …]",
    "changes a vector by the arrow keys, with the last text in view",
    details: [
      "Left and right change the coefficient, with Shift in big steps; up and down the layer.",
      "The key r draws again; Enter keeps the value, which :undo takes back; Esc puts the old one back.",
      "It shows the first pairs of the last run, or of \"I hate you because\".",
    ],
    examples: [":tune love", ":tune love tokens=30"], takesSettings: true, words: .vector,
    related: ["compare", "again", "sweep"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    let model = try session.loadedModel(call)
    let (name, term) = try target(of: call, session)
    let last = session.lastRun
    var settings = session.state.settings
    if let last {
      settings = try last.call.settings(
        settings, besides: CompareCommand().help.options, topics: [.sampling, .vectors])
    }
    settings = try call.settings(settings, besides: [], topics: [.sampling])
    guard session.output.isLive, let keyboard = session.output.keyboard() else {
      let coefficient = VectorField.coeff.shown(in: term)
      throw Diagnostic(
        ":tune reads keys, and there is no terminal to read them from", at: call.name.range,
        hint: name.map {
          let next = last == nil ? ":compare \"I hate you because\" with=\($0) n=3" : ":again"
          return "\($0).coeff = \(coefficient) ; \(next)"
        })
    }
    let saysSamples = call.options.contains { $0.name.node == "n" }
    let run = ComparisonRun(
      call: call, model: model, prompt: session.lastPrompt ?? "I hate you because", sides: [],
      showsUnsteered: true, settings: settings,
      seed: settings.integer("seed").map { UInt64($0) } ?? last?.seed ?? session.seed(settings))
    let tuning = Tuning(
      run, of: name, term, in: session, keyboard,
      shown: saysSamples ? run.samples : Tuning.pairsShown)
    return try tuning.answer()
  }

  /// The vector that is named, or the only one in use, or what is in use without a name.
  private func target(
    of call: Call, _ session: Session
  ) throws(Diagnostic) -> (String?, SteeringRecipe.Term) {
    let evaluation = session.evaluation
    if let word = try call.word() {
      return (word.node, try evaluation.onlyTerm(of: word, Located("coeff", word.range)))
    }
    let used = session.state.vectors.map(\.name).filter {
      session.state.use?.mentioned.contains($0) == true
    }
    if let name = used.first, used.count == 1 {
      let located = Located(name, call.name.range)
      return (name, try evaluation.onlyTerm(of: located, Located("coeff", call.name.range)))
    }
    if used.isEmpty, let use = session.state.use {
      let recipe = try evaluation.vector(Located(use, call.name.range))
      if let term = recipe.terms.first, recipe.terms.count == 1 { return (nil, term) }
    }
    _ = try session.namedVectors(of: call)
    throw Diagnostic(
      "which vector?", at: call.end,
      hint: (used.first ?? session.state.vectors.first?.name).map { ":tune \($0)" })
  }
}
