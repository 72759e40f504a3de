import Analysis
import Generation
import Models
import Reports
import SessionLanguage
import Steering
import Transformer

/// One run of several sides, from the command to the table: what `:compare` and `:gen` share.
struct ComparisonRun {
  let call: Call
  let model: LanguageModel
  let prompt: String
  let sides: [SteeringSide]
  /// Whether one more side stands before them, which nothing steers; there is no run without a side.
  let showsUnsteered: Bool
  let settings: Settings
  let seed: UInt64
  /// Whether nothing but progress is shown before all is done.
  var isShownWhole = false

  /// How many completions each side gets.
  var samples: Int { settings.integer("n") ?? 1 }

  func run(in session: Session) throws -> Answer {
    let vectors = try sides.map { try $0.measured(in: model, call, session.watchOfVectors) }
    let steering = (showsUnsteered ? [nil] : []) + vectors
    var comparison = SteeringComparison(
      prompt: prompt, sides: steering, samples: samples, options: settings.sampling, seed: seed)
    let output = session.output
    let stage = ComparisonStage(self, steering, output)
    comparison.recordsStreams = stage.measuresShifts && streamBytes <= Self.mostStreamBytes
    defer {
      output.endLive()
      output.endProgress()
    }
    let result: ComparisonResult
    do {
      result = try comparison.run(
        model, within: SweepBudget(free: session.shelf.freeMemory),
        onStep: { [stage] in stage.update($0) }, onPass: { [stage] in stage.wait($0) })
    } catch let error as SteeringError {
      throw explained(error)
    }
    guard !result.wasInterrupted || result.sides.contains(where: { !$0.isEmpty }) else {
      output.endProgress()
      output.note(StyledText(" stopped before the first token", .dim))
      throw Stop.interrupted
    }
    let table = stage.finish(result)
    var answer = Answer(
      call.name.node, [.comparison(table)], fields(result), data: [data(result)],
      isResult: true)
    answer.completions = completions(result)
    answer.wasShown = stage.isOpen
    session.lastTrace = trace(result)
    return session.warned(answer)
  }

  /// What the streams of all steered completions take; where that is much they are run once more.
  private var streamBytes: Int {
    sides.count * samples * settings.sampling.maximumTokens * model.network.sizes.width
      * MemoryLayout<Float>.stride
  }

  private static let mostStreamBytes = 256 << 20

  /// What was really added to which side.
  func trace(_ result: ComparisonResult) -> RunTrace {
    let unsteered = result.sides.count - sides.count
    return RunTrace(
      command: call.name.node, model: model,
      sequences: result.sides.indices.map { index in
        RunTrace.Sequence(
          tokens: result.prompt, side: index < unsteered ? nil : sides[index - unsteered])
      }, record: result.record)
  }

  /// The mistake in terms of what was typed, at the side it belongs to where there is but one.
  func explained(_ error: SteeringError) -> Diagnostic {
    guard let side = sides.first else { return Diagnostic("\(error)", at: call.name.range) }
    let place = sides.count == 1 ? side.range ?? call.name.range : call.name.range
    return side.explained(error, model, prompt: model.tokenizer.tokens(prompt), at: place)
  }
}
