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
    /// The values, one an axis.
    let point: [Double]
    let result: CorpusPerplexity.Result
  }

  /// Measures combination after combination until all are done, or Ctrl-C.
  func answer(in session: Session) throws -> Answer {
    let points = varied.points
    var corpus = CorpusPerplexity(
      model, texts.map { .init(label: $0.label, tokens: model.tokenizer.tokens($0.text)) },
      method: method, filler: try filler(), fillers: try fillers())
    var measured: [Measured] = []
    let output = session.output
    defer { output.endProgress() }
    for (index, point) in points.enumerated() where !Interrupt.isRaised {
      let vector = try varied.side(at: point).measured(in: model, call)
      let result = try locating(varied.side.range ?? call.name.range) {
        try corpus.measure(vector) { done, total in
          let share = (Double(index) + Double(done) / Double(max(1, total))) / Double(points.count)
          output.progress(share, label(index, of: points))
        }
      }
      guard let result else { break }
      measured.append(Measured(point: point, result: result))
    }
    // Of hundreds of texts there is no one trace.
    session.lastTrace = nil
    guard let first = measured.first else {
      throw Diagnostic("stopped before anything was measured", at: call.name.range)
    }
    guard first.result.total.count > 0 else {
      throw Diagnostic(
        "no text is longer than the vector, so there is nothing to measure",
        at: call.words.first?.range ?? call.name.range,
        hint: method == .pad ? nil : "method=pad puts blanks before each text")
    }
    let view = CorpusView(
      run: self, measured: measured, emptyTexts: corpus.emptyTexts, cutTexts: corpus.cutTexts,
      shortTexts: corpus.texts.count - first.result.total.texts,
      isWhole: measured.count == points.count && !first.result.wasInterrupted)
    return Answer("perplexity", view.blocks, view.fields, data: [view.data], isResult: true)
  }

  private func label(_ index: Int, of points: [[Double]]) -> String {
    points.count == 1 ? "\(texts.count) texts" : "setting \(index + 1) of \(points.count)"
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
