import Analysis
import Generation
import Models
import Reports
import SessionLanguage
import Steering
import Tokenization
import Transformer

/// One run of steering against prompting, for every setting of the vector.
struct PromptingRun {
  let reading: SteeredText
  let varied: VariedSide
  /// The position of the text after which next tokens are looked at.
  let position: Int
  /// How many of them are shown.
  let count: Int

  /// What is compared with the text alone.
  struct Condition {
    /// `prompted`, `steered`.
    let name: String
    /// What was done, such as `" wedding" before it`.
    let remark: String
    /// The vector, of a steered one.
    let code: String?
    /// The values of what varies.
    let point: [Double]
    let found: PromptingComparison.Condition
  }

  /// Runs setting after setting until all are done, or Ctrl-C.
  func answer(in session: Session) throws -> Answer {
    let model = reading.model
    let term = try onlyTerm()
    let words = model.tokenizer.encode(term.plus)
    guard let filler = model.tokenizer.singleToken(" ") else {
      throw Diagnostic(
        "\(model.name) has no token of one blank to fill up with", at: reading.call.name.range)
    }
    let length = reading.tokens.count + words.count
    guard length <= model.context else {
      throw Diagnostic(
        "with the vector's words before it the text is \(length) tokens long; \(model.name) reads "
          + "at most \(model.context)", at: reading.call.name.range)
    }
    let output = session.output
    defer { output.endProgress() }
    let points = varied.points
    var comparisons: [(point: [Double], recipe: SteeringRecipe, found: PromptingComparison)] = []
    var lost: [[Double]] = []
    for (index, point) in points.enumerated() where index == 0 || !Interrupt.isRaised {
      let side = try varied.side(at: point)
      do {
        let found = try PromptingComparison(
          model, text: reading.tokens, words: words, filler: filler,
          steeredBy: reading.measured(side, session.watchOfVectors), position: position)
        comparisons.append((point, side.recipe, found))
      } catch GenerationError.stopped where !comparisons.isEmpty {
        break
      } catch let error where error.isAboutNumbers && points.count > 1 {
        lost.append(point)
      } catch {
        throw reading.explained(error)
      }
      output.progress(
        Double(index + 1) / Double(points.count), "setting \(index + 1) of \(points.count)")
    }
    guard let first = comparisons.first?.found else { throw GenerationError.notFinite }
    let prompted = Condition(
      name: "prompted", remark: "\(term.plus.quoted) before it", code: nil, point: [],
      found: first.prompted)
    let steered = comparisons.map { comparison in
      Condition(
        name: "steered", remark: varied.axes.place(of: comparison.point),
        code: comparison.recipe.code,
        point: comparison.point, found: comparison.found.steered)
    }
    session.lastTrace = trace(comparisons)
    let view = PromptingView(
      run: self, alone: first.unsteered, conditions: [prompted] + steered, applied: first.applied,
      lost: lost, isWhole: comparisons.count + lost.count == points.count)
    return session.warned(
      Answer(
        "against-prompting", view.blocks, reading.fields(first.applied) + view.fields,
        data: [view.data], isResult: true))
  }

  /// What was really added: position by position for one setting, in sums for several.
  private func trace(
    _ comparisons: [(point: [Double], recipe: SteeringRecipe, found: PromptingComparison)]
  ) -> any Trace {
    let command = reading.call.name.node
    if comparisons.count == 1, let found = comparisons.first?.found {
      let sides = [(found.unsteered, nil), (found.prompted, nil), (found.steered, varied.side)]
      return RunTrace(
        command: command, model: reading.model,
        sequences: sides.map { RunTrace.Sequence(tokens: $0.0.tokens, side: $0.1) },
        record: found.record)
    }
    return SettingsTrace(
      command, reading.model, vector: varied.side.label, axes: varied.axes.map(\.name),
      comparisons.map { comparison in
        SettingsTrace.Measured(
          setting: SweepSetting(coordinates: comparison.point, recipe: comparison.recipe),
          applied: comparison.found.record.summaries(of: 3)[2])
      }, of: comparisons.map(\.recipe))
  }

  /// The one term of the vector, which says what to write instead.
  private func onlyTerm() throws(Diagnostic) -> SteeringRecipe.Term {
    let side = varied.side
    let place = side.range ?? reading.call.name.range
    guard let term = side.recipe.terms.first, side.recipe.terms.count == 1 else {
      throw Diagnostic(
        "\(side.label) is a sum of \(side.recipe.terms.count) vectors, so it is not clear what to "
          + "write instead", at: place, hint: "with=x(\" wedding\",\"\",1,4)")
    }
    guard !term.plus.isEmpty else {
      throw Diagnostic("\(side.label) has no plus text to write instead", at: place)
    }
    guard term.placement == .front else {
      throw Diagnostic(
        "\(side.label) is added at \(term.placement), but words are written at the front",
        at: place, hint: "compare it with at=front")
    }
    return term
  }
}
