import LinearAlgebra
import Transformer

/// Keeps what leaves the last block where a sequence ends for now, so that its predictions can be
/// read again without another pass.
struct PredictionRecorder: ForwardHook {
  private let point: HookPoint?
  private let width: Int
  /// Which sequences are wanted.
  private let isWanted: [Bool]
  /// By sequence: a row each time it was run, [runs, width].
  private var recorded: [Int: [Float]] = [:]

  /// Records in runs of `model` the sequences, by their number, that are wanted.
  init(_ model: HookedTransformer, isWanted: [Bool]) {
    point = isWanted.contains(true) ? .block(model.sizes.blocks - 1, .residPost) : nil
    width = model.sizes.width
    self.isWanted = isWanted
  }

  /// The last, or none.
  var firstBlock: Int { point?.firstBlock ?? .max }

  mutating func visit(
    _ point: HookPoint, _ activations: MutableMatrixView, _ batch: TokenBatch
  ) {
    guard point == self.point else { return }
    for segment in batch.segments where isWanted[segment.sequence] && !segment.rows.isEmpty {
      let values = activations.view.withRow(segment.rows.upperBound - 1) { row in
        var values: [Float] = []
        values.reserveCapacity(row.count)
        for column in row.indices { values.append(row[column]) }
        return values
      }
      recorded[segment.sequence, default: []] += values
    }
  }

  /// The stream before each token that was drawn for one row: the first from the prompt it was
  /// forked from; `nil` where nothing was recorded.
  func stream(prompt: Int, row: Int) -> Matrix? {
    guard let first = recorded[prompt] else { return nil }
    let elements = first + (recorded[row] ?? [])
    return Matrix(rows: elements.count / width, columns: width, elements: elements)
  }
}
