import Generation
import LinearAlgebra
import Models
import Steering
import Transformer

/// The same prompt completed by several sides, each steered its own way, or not, in one batch.
public struct SteeringComparison: Sendable {
  /// The prompt.
  public var prompt: String
  /// What each side is steered by; `nil` for an unsteered side.
  public var sides: [SteeringVector?]
  /// How many completions each side gets.
  public var samples: Int
  /// How they are drawn.
  public var options: SamplingOptions
  /// Where the noise starts; sample i of every side meets the same noise.
  public var seed: UInt64
  /// Whether steered completions keep the stream they were drawn from, for `SteeringShift`.
  public var recordsStreams = false

  /// A comparison of the given sides.
  public init(
    prompt: String, sides: [SteeringVector?], samples: Int, options: SamplingOptions, seed: UInt64
  ) {
    (self.prompt, self.sides, self.samples) = (prompt, sides, samples)
    (self.options, self.seed) = (options, seed)
  }
}

/// What a comparison gave.
public struct ComparisonResult: Sendable {
  /// One completion of one side.
  public struct Completion: Sendable {
    /// The tokens after the prompt, filled up with the end-of-text token where the row ended early.
    public let tokens: [TokenID]
    /// Their text.
    public let text: String
    /// The mean loss of prompt and completion under the model as it was steered, in nats a token.
    public let loss: Float
    /// What left the last block before each token, [tokens, width]; of steered sides, where asked for.
    public let stream: Matrix?
  }

  /// The prompt's tokens, the beginning-of-text token included.
  public let prompt: [TokenID]
  /// The completions of each side.
  public let sides: [[Completion]]
  /// What was really added, where, read from the run.
  public let record: InjectionPlan.Record
  /// How many tokens each completion may have, and how many were drawn.
  public let steps: (maximum: Int, done: Int)
  /// Whether it was stopped before its end.
  public let wasInterrupted: Bool
  /// How long it took.
  public let duration: Duration
  /// How many tokens were drawn in all.
  public let drawnTokens: Int

  /// The additions that were really made.
  public var applied: [InjectionPlan.Applied] { record.applied }
}

extension SteeringComparison {
  /// Runs the comparison; `onStep` sees every row after each token.
  ///
  /// It stops early where `Interrupt` or `isWanted` says so.
  ///
  /// Throws a `SteeringError` or a `GenerationError`.
  public func run(
    _ model: LanguageModel, onStep: ([DecodingRow], _ step: Int) -> Void = { _, _ in },
    while isWanted: () -> Bool = { true }
  ) throws -> ComparisonResult {
    let clock = ContinuousClock()
    let start = clock.now
    guard !prompt.isEmpty else { throw GenerationError.emptyPrompt }
    let tokens = model.tokenizer.tokens(prompt)
    var plan = InjectionPlan()
    for (side, vector) in sides.enumerated() {
      if let vector { try plan.steer(side, of: tokens.count, with: vector) }
    }
    var decoding = try Decoding(
      model.network, prompts: sides.map { _ in tokens }, samples: samples, options: options,
      seed: seed, endOfText: model.endOfText,
      hooks: HookPair(plan, PredictionRecorder(model.network, isOn: recordsStreams)))
    var isStopped = false
    while try decoding.next() {
      isStopped = Interrupt.isRaised || !isWanted()
      if isStopped { break }
      onStep(decoding.rows, decoding.steps)
    }
    onStep(decoding.rows, decoding.steps)
    let interrupted = decoding.steps < options.maximumTokens && isStopped
    let losses = try decoding.losses(model, steeredBy: sides)
    return ComparisonResult(
      prompt: tokens,
      sides: sides.indices.map { side in
        decoding.rows.indices.filter { decoding.rows[$0].side == side }.map { row in
          let completion = Array(decoding.completion(row))
          return ComparisonResult.Completion(
            tokens: completion, text: model.tokenizer.decode(completion), loss: losses[row],
            stream: keepsStream(side)
              ? decoding.hooks.second.stream(prompt: side, row: sides.count + row) : nil)
        }
      },
      record: decoding.hooks.first.record,
      steps: (options.maximumTokens, decoding.steps), wasInterrupted: interrupted,
      duration: clock.now - start,
      drawnTokens: decoding.rows.indices.reduce(0) { $0 + decoding.completion($1).count })
  }

  /// What is added behind the last block is not in the stream.
  private func keepsStream(_ side: Int) -> Bool {
    guard let vector = sides[side] else { return false }
    return !vector.parts.contains { $0.addition.point == .finalNormalized }
  }
}
