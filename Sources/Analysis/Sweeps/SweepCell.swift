import Steering
import Transformer

/// One prompt under one setting: a square of a sweep's grid.
public struct SweepCell: Hashable, Sendable {
  /// Its number among all cells: prompt by prompt, the unsteered one first, then setting by setting.
  public let index: Int
  /// Which prompt.
  public let prompt: Int
  /// Which vector; `nil` for none.
  public let vector: Int?
}

/// What came of a cell.
public struct SweepOutcome: Sendable {
  /// One completion.
  public struct Completion: Sendable, Hashable {
    /// The tokens after the prompt, the end-of-text token not included.
    public let tokens: [TokenID]
    /// Their text.
    public let text: String
    /// The mean loss of prompt and completion, in nats a token, as `:compare` shows it.
    public let loss: Float
    /// How often the words of the list occur in prompt and completion.
    public let count: Int?
  }

  /// The cell.
  public let cell: SweepCell
  /// KL(steered‖unsteered) of the token that follows the prompt, in nats; `nil` where the steered
  /// model's predictions were no numbers.
  public let divergence: Double?
  /// The probability that one of the tokens asked for follows the prompt.
  public let probability: Double?
  /// The completions; none where none were asked for, or where predictions were no numbers.
  public let completions: [Completion]
  /// What was really added, read from the passes.
  public let applied: AdditionSummary

  /// What a metric makes of the cell; `nil` where it was not measured.
  public subscript(metric: SweepMetric) -> Double? {
    switch metric {
    case .kl: return divergence
    case .p: return probability
    case .loss: return completions.map { Double($0.loss) }.mean
    case .count: return completions.compactMap(\.count).map(Double.init).mean
    case .success: return completions.compactMap(\.count).map { $0 > 0 ? 1 : 0 }.mean
    case .distinct: return TokenDiversity.distinct(2, of: completions.map(\.tokens))
    case .repetition: return TokenDiversity.meanRepetition(4, of: completions.map(\.tokens))
    }
  }
}
