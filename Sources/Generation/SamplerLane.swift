import LinearAlgebra
import Transformer

/// What one thread draws in a step.
final class SamplerLane {
  /// What was drawn for one row.
  struct Draw: Sendable {
    /// Which of the active rows.
    let position: Int
    /// The token; none for a row that has ended.
    let token: TokenID?
    /// `log Σ e^logit`, for the loss.
    let logSumExp: Float
  }

  private var sampler: Sampler
  private(set) var draws: [Draw] = []

  /// A thread's sampler, with room for the draws of so many rows.
  init(_ options: SamplingOptions, rows: Int, vocabulary: Int) {
    sampler = Sampler(options, vocabulary: vocabulary)
    draws.reserveCapacity(rows)
  }

  /// Forgets what was drawn.
  func begin() { draws.removeAll(keepingCapacity: true) }

  /// Draws for one of the active rows, from its logits.
  func draw(_ position: Int, _ row: DecodingRow, from logits: Span<Float>, _ noise: NoiseStream) {
    var token: TokenID?
    if row.hasEnded {
      sampler.read(logits)
    } else {
      token = sampler.draw(logits, history: row.counts, noise: noise, row: row.sample)
    }
    draws.append(Draw(position: position, token: token, logSumExp: sampler.logSumExp))
  }
}
