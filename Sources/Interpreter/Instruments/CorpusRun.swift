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
    /// The texts that are left out because predictions in them were no numbers.
    let lost: [String]
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
      let result = try result(of: varied.side(at: point), &corpus) { done in
        output.progress(
          (Double(place) + done) / Double(points.count), label(place, of: points.count))
      }
      guard let result else { break }
      let lost = result.withoutNumbers.map { text(corpus.texts[$0]) }
      measured.append(Measured(index: index, point: point, result: result, lost: lost))
    }
    guard !measured.isEmpty || points.isEmpty else { throw GenerationError.stopped }
    guard measured.isEmpty || measured.contains(where: { $0.result.total.count > 0 }) else {
      guard measured.allSatisfy(\.lost.isEmpty) else { throw GenerationError.notFinite }
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

  /// What one setting does, empty where its vector is no numbers; `nil` where Ctrl-C ended it.
  private func result(
    of side: SteeringSide, _ corpus: inout CorpusPerplexity, _ onProgress: (Double) -> Void
  ) throws -> CorpusPerplexity.Result? {
    do {
      return try corpus.measure(model.measure(side.recipe)) { done, total in
        onProgress(Double(done) / Double(max(1, total)))
      }
    } catch SteeringError.notFinite {
      return corpus.resultWithoutNumbers
    } catch GenerationError.stopped {
      return nil
    } catch let error as SteeringError {
      throw side.explained(error, model, at: side.range ?? call.name.range)
    } catch {
      throw Diagnostic("\(error)", at: side.range ?? call.name.range)
    }
  }

  /// A text as it was before it was turned into tokens, without blanks before it.
  private func text(_ text: CorpusPerplexity.Text) -> String {
    String(model.tokenizer.decode(Array(text.tokens.dropFirst())).drop(while: \.isWhitespace))
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
    let additions = try varied.side(at: varied.points[0]).recipe.additions(model.tokenizer)
    return corpus.texts.count { text in
      additions.contains {
        $0.placement.positions(rows: $0.tokens.count, in: text.tokens.count) == nil
      }
    }
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
