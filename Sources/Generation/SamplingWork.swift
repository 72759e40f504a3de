import LinearAlgebra
import Synchronization
import Transformer

/// The draws of a step, shared among the threads, each of which takes the next row when it is done.
final class SamplingWork: SharedWork {
  private let lanes: [SamplerLane]
  private let taken = Atomic(0)
  private var step: (MutableMatrixView, [DecodingRow], [Int], NoiseStream)?

  /// Room to draw for so many rows.
  init(_ options: SamplingOptions, rows: Int, vocabulary: Int) {
    lanes = (0..<max(1, min(rows, Machine.threads))).map { _ in
      SamplerLane(options, rows: rows, vocabulary: vocabulary)
    }
  }

  override func run(piece: Int) {
    guard let (logits, rows, active, noise) = step else { return }
    let lane = lanes[piece]
    lane.begin()
    while true {
      let position = taken.add(1, ordering: .relaxed).oldValue
      guard position < active.count else { return }
      logits.view.withRow(position) {
        lane.draw(position, rows[active[position]], from: $0, noise)
      }
    }
  }

  /// Draws for all active rows, row i of the logits being the i-th of them; `forEachDraw` has the
  /// results.
  func draw(
    from logits: MutableMatrixView, _ rows: [DecodingRow], _ active: [Int], _ noise: NoiseStream
  ) {
    taken.store(0, ordering: .relaxed)
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
