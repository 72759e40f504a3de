import LinearAlgebra
import Models
import Transformer

/// How many cells of a sweep run at once: enough to keep the machine busy, within some memory.
///
/// A row costs the same from some thirty rows on (see `Machine`), so that more than 256 gain nothing
/// but a longer wait for what Ctrl-C keeps. What a cell gives does not depend on its company.
public struct SweepBudget: Hashable, Sendable {
  /// The bytes that keys, values and logits of all rows may take.
  public var bytes: Int
  /// How many completions are drawn at once.
  public var rows: Int

  /// So many bytes and rows.
  public init(bytes: Int, rows: Int = 256) { (self.bytes, self.rows) = (bytes, rows) }

  /// A quarter of the memory that is free, at most 1 GB; half of that where nobody knows.
  public init(free: Int?) { self.init(bytes: min(1 << 30, (free ?? 1 << 31) / 4)) }

  /// How many cells of `samples` completions of `tokens` tokens after a prompt of `prompt` tokens
  /// run at once in a model with such weights; without completions, how many prompts are read at once.
  public func cells(
    _ sizes: Hyperparameters, _ precision: WeightPrecision, prompt: Int, samples: Int, tokens: Int
  ) -> Int {
    func context(_ sequences: Int, _ tokens: Int) -> Int {
      MemoryForecast(sizes, sequences: sequences, tokens: tokens, precision: precision).contextBytes
    }
    let perPrompt = context(1, prompt)
    guard samples > 0 else { return max(1, min(2048 / max(1, prompt), bytes / perPrompt)) }
    let perCell = perPrompt + context(samples, tokens)
    return max(1, min(rows / samples, bytes / perCell))
  }
}
