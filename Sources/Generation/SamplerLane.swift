import LinearAlgebra
import Transformer

/// What one thread draws in a step: every so manieth of the active rows.
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
  private let positions: [Int]
  private(set) var draws: [Draw] = []

  /// A thread's share, with a sampler of its own.
  init(_ options: SamplingOptions, positions: [Int], vocabulary: Int) {
    sampler = Sampler(options, vocabulary: vocabulary)
    self.positions = positions
    draws.reserveCapacity(positions.count)
  }

  /// Draws for this thread's share of the active rows: row i of the logits is the i-th of them.
  func draw(
    from logits: MutableMatrixView, _ rows: [DecodingRow], _ active: [Int], _ noise: NoiseStream
  ) {
    draws.removeAll(keepingCapacity: true)
    for position in positions where position < active.count {
      let row = rows[active[position]]
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
}

/// The draws of a step, shared among the threads.
final class SamplingWork: SharedWork {
  private let lanes: [SamplerLane]
  private var step: (MutableMatrixView, [DecodingRow], [Int], NoiseStream)?

  /// Room to draw for so many rows.
  init(_ options: SamplingOptions, rows: Int, vocabulary: Int) {
    let count = max(1, min(rows, Machine.threads))
    lanes = (0..<count).map { index in
      SamplerLane(
        options, positions: Array(stride(from: index, to: rows, by: count)),
        vocabulary: vocabulary)
    }
  }

  override func run(piece: Int) {
    guard let (logits, rows, active, noise) = step else { return }
    lanes[piece].draw(from: logits, rows, active, noise)
  }

  /// Draws for all active rows; `forEachDraw` has the results.
  func draw(
    from logits: MutableMatrixView, _ rows: [DecodingRow], _ active: [Int], _ noise: NoiseStream
  ) {
    step = (logits, rows, active, noise)
    runAll(pieces: lanes.count)
    // Whoever changes the rows next must not find them shared.
    step = nil
  }

  /// What was drawn last, in no particular order.
  func forEachDraw<Failure>(_ body: (SamplerLane.Draw) throws(Failure) -> Void) throws(Failure) {
    for lane in lanes { for draw in lane.draws { try body(draw) } }
  }
}
