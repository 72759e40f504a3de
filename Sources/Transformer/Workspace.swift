import LinearAlgebra

/// The activations of one forward pass, allocated once for the largest batch.
struct Workspace {
  private let slab: Slab
  let residual: MutableMatrixView
  let normed: MutableMatrixView
  let queryKeyValue: MutableMatrixView
  let mixed: MutableMatrixView
  let update: MutableMatrixView
  let hidden: MutableMatrixView
  let attention: AttentionTasks

  /// Room for batches of up to `rows` tokens.
  init(rows: Int, _ sizes: Hyperparameters) {
    let widths = [
      sizes.width, sizes.width, 3 * sizes.width, sizes.width, sizes.width, sizes.hidden,
    ]
    let slab = Slab(floats: widths.reduce(0) { $0 + Slab.footprint(rows: rows, columns: $1) })
    self.slab = slab
    residual = slab.matrix(rows: rows, columns: sizes.width)
    normed = slab.matrix(rows: rows, columns: sizes.width)
    queryKeyValue = slab.matrix(rows: rows, columns: 3 * sizes.width)
    mixed = slab.matrix(rows: rows, columns: sizes.width)
    update = slab.matrix(rows: rows, columns: sizes.width)
    hidden = slab.matrix(rows: rows, columns: sizes.hidden)
    attention = AttentionTasks(capacity: rows)
  }

  /// The same buffers, cut to the rows in use.
  func rows(_ count: Int) -> Workspace { Workspace(self, count) }

  private init(_ whole: Workspace, _ count: Int) {
    slab = whole.slab
    residual = whole.residual.rows(0..<count)
    normed = whole.normed.rows(0..<count)
    queryKeyValue = whole.queryKeyValue.rows(0..<count)
    mixed = whole.mixed.rows(0..<count)
    update = whole.update.rows(0..<count)
    hidden = whole.hidden.rows(0..<count)
    attention = whole.attention
  }
}
