import LinearAlgebra
import Transformer

/// What one thread draws in a step: every so manieth of the active rows.
struct SamplerLane: Sendable {
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
  private let positions: [Int]
  private(set) var draws: [Draw] = []

  /// A thread's share, with a sampler of its own.
  init(_ options: SamplingOptions, positions: [Int], vocabulary: Int) {
    sampler = Sampler(options, vocabulary: vocabulary)
    self.positions = positions
    draws.reserveCapacity(positions.count)
  }

  /// Draws for all active rows, logits row i for the i-th of them, each thread its share.
  static func draw(
    with lanes: inout [SamplerLane], from logits: MutableMatrixView, _ rows: [DecodingRow],
    _ active: [Int], _ noise: NoiseStream
  ) {
    inParallel(&lanes) { lane, _ in
      lane.draws.removeAll(keepingCapacity: true)
      for position in lane.positions where position < active.count {
        lane.draw(position, logits, rows[active[position]], noise)
      }
    }
  }

  private mutating func draw(
    _ position: Int, _ logits: MutableMatrixView, _ row: DecodingRow, _ noise: NoiseStream
  ) {
    let token: TokenID? = logits.view.withRow(position) { span in
      guard !row.hasEnded else {
        sampler.read(span)
        return nil
      }
      return sampler.draw(span, history: row.counts, noise: noise, row: row.sample)
    }
    draws.append(Draw(position: position, token: token, logSumExp: sampler.logSumExp))
  }
}
