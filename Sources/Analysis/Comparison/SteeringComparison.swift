import Generation
import LinearAlgebra
import Steering
import Transformer

/// The same prompt completed by several sides, each steered its own way, or not, in one batch, or in
/// several where one would take too much memory.
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
    /// The mean loss of prompt and completion under the model as it was steered, in nats a token;
    /// no number where it was not measured because the run was stopped.
    public let loss: Float
    /// What left the last block before each token, [tokens, width]; of steered sides, where asked for.
    public let stream: Matrix?
  }

  /// The prompt's tokens, the beginning-of-text token included.
  public let prompt: [TokenID]
  /// The completions of each side; fewer than were asked for where it was stopped.
  public let sides: [[Completion]]
  /// What was really added, where, read from the run.
  public let record: InjectionPlan.Record
  /// How many tokens each completion may have, and how many the last ones have.
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

/// How far a comparison is.
public struct ComparisonProgress: Sendable {
  /// The samples that are drawn at present.
  public let samples: Range<Int>
  /// Their rows, of every side.
  public let rows: [DecodingRow]
  /// How many tokens they have.
  public let step: Int
  /// Whether they are done, to their last token.
  public let isDone: Bool
  /// How many tokens were drawn so far, those of samples before these included.
  public let drawnTokens: Int
}
