import Generation
import Models
import Steering
import Transformer

/// Prompts under many settings, each completed as often, all under the same noise.
///
/// A cell gives what a `SteeringComparison` with the same vector, seed and samples gives: to the bit
/// where a row of a `Linear` does not depend on the number of rows.
public struct SteeringSweep: Sendable {
  /// The prompts.
  public var prompts: [String]
  /// The settings: what steers.
  public var vectors: [SteeringVector]
  /// How many completions each cell gets; 0 reads only what follows the prompts.
  public var samples: Int
  /// How they are drawn.
  public var options: SamplingOptions
  /// Where the noise starts; sample i of every cell meets the same noise.
  public var seed: UInt64
  /// The words that are counted.
  public var words: WordCount?
  /// The tokens of which the probability is asked.
  public var tokens: Set<TokenID>

  /// A sweep of the given prompts and settings.
  public init(
    prompts: [String], vectors: [SteeringVector], samples: Int, options: SamplingOptions,
    seed: UInt64, words: WordCount? = nil, tokens: Set<TokenID> = []
  ) {
    (self.prompts, self.vectors, self.samples) = (prompts, vectors, samples)
    (self.options, self.seed) = (options, seed)
    (self.words, self.tokens) = (words, tokens)
  }

  /// Every cell: prompt by prompt, unsteered first.
  public var cells: [SweepCell] {
    prompts.indices.flatMap { prompt in
      (0...vectors.count).map { setting in
        SweepCell(
          index: prompt * (vectors.count + 1) + setting, prompt: prompt,
          vector: setting == 0 ? nil : setting - 1)
      }
    }
  }
}

/// What a sweep gave.
public struct SweepResult: Sendable {
  /// The cells that were done, in order.
  public let outcomes: [SweepOutcome]
  /// How many there were to do.
  public let total: Int
  /// Whether it was stopped before its end.
  public var wasInterrupted: Bool { outcomes.count < total }
  /// How many cells ran at once.
  public let cellsAtOnce: Int
  /// How long it took.
  public let duration: Duration
  /// How many tokens were drawn in all.
  public let drawnTokens: Int
}

/// How far a sweep is.
public struct SweepProgress: Sendable {
  /// How many of its cells are done; part of one counts.
  public let cells: Double
  /// How many cells there are.
  public let total: Int
  /// How many tokens were drawn.
  public let tokens: Int
}
