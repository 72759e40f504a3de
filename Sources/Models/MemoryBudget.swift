import LinearAlgebra
import Transformer

/// The memory a model may take, and the work it is loaded for.
public struct MemoryBudget: Hashable, Sendable {
  /// The bytes that are free; `nil` where the machine does not say.
  public var free: Int?
  /// How many completions are drawn at once, both sides counted.
  public var sequences: Int
  /// How many tokens each completion has.
  public var tokens: Int
  /// How the weights are to be kept.
  public var precision = WeightPrecision.fp32

  /// A budget for so many completions of so many tokens.
  public init(free: Int?, sequences: Int, tokens: Int) {
    (self.free, self.sequences, self.tokens) = (free, max(0, sequences), max(0, tokens))
  }

  /// What a model takes in this work.
  public func forecast(_ sizes: Hyperparameters) -> MemoryForecast {
    MemoryForecast(sizes, sequences: sequences, tokens: tokens, precision: precision)
  }

  /// Throws a `LoadingError` with the numbers where a model needs more than is free.
  public func check(_ sizes: Hyperparameters, name: String) throws(LoadingError) {
    let forecast = forecast(sizes)
    guard let free, forecast.bytes > free else { return }
    let weights =
      "\(name) does not fit into memory: its \(sizes.parameterCount) parameters take "
      + MemoryForecast.text(forecast.weightBytes)
    let context =
      "the context of \(sequences) completions of \(tokens) tokens "
      + MemoryForecast.text(forecast.contextBytes)
    let help = forecast.weightBytes < free ? "; draw fewer or shorter ones" : ""
    throw LoadingError(
      "\(weights) and \(context), but \(MemoryForecast.text(max(0, free))) are free\(help)")
  }
}
