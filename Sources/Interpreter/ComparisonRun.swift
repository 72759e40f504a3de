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
  let showsUnsteered: Bool
  let settings: Settings
  let seed: UInt64

  private var sampling: SamplingOptions { settings.sampling }
  private var samples: Int { settings.integer("n") ?? 1 }

  /// Frames a second of the live view.
  private static let frameSeconds = 0.05

  func run(in session: Session) throws -> Answer {
    let vectors = try sides.map { try $0.measured(in: model, call) }
    let comparison = SteeringComparison(
      prompt: prompt, sides: (showsUnsteered ? [nil] : []) + vectors, samples: samples,
      options: sampling, seed: seed)
    let output = session.output
    let view = ComparisonView(self)
    let clock = ContinuousClock()
    let start = clock.now
    var drawn = start
    output.progress(0, "pair 1 of \(samples)")
    let result: ComparisonResult
    do {
      result = try comparison.run(model) { rows, step in
        guard output.isLive, (clock.now - drawn).seconds >= Self.frameSeconds else { return }
        drawn = clock.now
        output.live(view.frame(rows, step: step, seconds: (drawn - start).seconds))
      }
    } catch let error as SteeringError {
      output.endLive()
      output.endProgress()
      throw explained(error)
    } catch {
      output.endLive()
      output.endProgress()
      throw error
    }
    output.endLive()
    output.endProgress()
    return Answer(
      call.name.node, [.comparison(view.table(result))], fields(result), data: [data(result)],
      isResult: true)
  }

  /// An addition longer than the prompt is explained by both lists of tokens.
  private func explained(_ error: SteeringError) -> Diagnostic {
    guard case .doesNotFit(let addition, _, _) = error else {
      return Diagnostic("\(error)", at: call.name.range)
    }
    let tokens = model.tokenizer.tokens(prompt)
    func list(_ tokens: [TokenID]) -> String {
      tokens.map { model.tokenizer.visible(of: $0) }.joined(separator: " ")
    }
    return Diagnostic(
      "\(error)", at: call.name.range,
      hint: "addition: \(list(addition)); prompt: \(list(tokens))")
  }
}
