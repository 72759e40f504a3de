import Analysis
import Generation
import Models
import Reports
import SessionLanguage
import Steering
import Tokenization
import Transformer

/// One run over a corpus, for every combination of what is varied.
struct CorpusRun {
  let call: Call
  let model: LanguageModel
  let varied: VariedSide
  let texts: [LabelledText]
  let method: CorpusPerplexity.Method
  let cut: CorpusFiles.Cut?

  /// What one combination of values did.
  struct Measured {
    /// Its number among all combinations.
    let index: Int
    /// The values, one an axis.
    let point: [Double]
    let result: CorpusPerplexity.Result
  }

  /// Measures combination after combination until all of this session's part are done, or Ctrl-C.
  func answer(in session: Session) throws -> Answer {
    let points = varied.points.enumerated().filter { session.shard?.owns($0.offset) ?? true }
    var corpus = CorpusPerplexity(
      model, texts.map { .init(label: $0.label, tokens: model.tokenizer.tokens($0.text)) },
      method: method, filler: try filler(), fillers: try fillers())
    var measured: [Measured] = []
    let output = session.output
    defer { output.endProgress() }
    for (place, (index, point)) in points.enumerated() where !Interrupt.isRaised {
      let vector = try varied.side(at: point).measured(in: model, call)
      let result = try locating(varied.side.range ?? call.name.range) {
        try corpus.measure(vector) { done, total in
          let share = (Double(place) + Double(done) / Double(max(1, total))) / Double(points.count)
          output.progress(share, label(place, of: points.count))
        }
      }
      guard let result else { break }
      measured.append(Measured(index: index, point: point, result: result))
    }
    guard !measured.isEmpty || points.isEmpty else {
      throw Diagnostic("stopped before anything was measured", at: call.name.range)
    }
    guard measured.first?.result.total.count != 0 else {
      throw Diagnostic(
        "no text is longer than the vector, so there is nothing to measure",
        at: call.words.first?.range ?? call.name.range,
        hint: method == .pad ? nil : "method=pad puts blanks before each text")
    }
    let view = CorpusView(
      run: self, measured: measured, shard: session.shard, emptyTexts: corpus.emptyTexts,
      cutTexts: corpus.cutTexts, shortTexts: try shortTexts(of: corpus),
      stopped: measured.first?.result.wasInterrupted == true || measured.count < points.count
        ? (measured.count, points.count) : nil)
    session.lastTrace = try trace(measured)
    return session.warned(
      Answer("perplexity", view.blocks, view.fields, data: [view.data], isResult: true))
  }

  /// What was really added to the texts, setting by setting.
  private func trace(_ measured: [Measured]) throws -> SettingsTrace {
    SettingsTrace(
      call.name.node, model, vector: varied.side.label, axes: varied.axes.map(\.name),
      try measured.map { measured in
        SettingsTrace.Measured(
          setting: SweepSetting(
            coordinates: measured.point, recipe: try varied.side(at: measured.point).recipe),
          applied: measured.result.applied)
      }, of: try varied.points.map { try varied.side(at: $0).recipe })
  }

  private func label(_ place: Int, of count: Int) -> String {
    count == 1 ? "\(texts.count) texts" : "setting \(place + 1) of \(count)"
  }

  /// How many of the texts are too short for the vector of the first combination, which is the same
  /// in every part of a divided run.
  private func shortTexts(of corpus: CorpusPerplexity) throws -> Int {
    let vector = try varied.side(at: varied.points[0]).measured(in: model, call)
    return corpus.texts.count { !vector.fits(into: $0.tokens.count) }
  }

  /// The token that fills up; a blank, as published.
  private func filler() throws(Diagnostic) -> TokenID {
    guard method == .pad else { return model.beginningOfText }
    guard let token = model.tokenizer.singleToken(" ") else {
      throw Diagnostic(
        "\(model.name) has no token of one blank, which method=pad needs", at: call.name.range,
        hint: "method=mask")
    }
    return token
  }

  /// So many that the first addition ends where the text begins.
  private func fillers() throws -> Int {
    let additions = try locating(call.name.range) {
      try varied.side.recipe.additions(model.tokenizer)
    }
    return (additions.first?.tokens.count ?? 1) - 1
  }
}
