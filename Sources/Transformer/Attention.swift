import LinearAlgebra

/// How the columns of queries, keys and values fall to the attention heads.
struct Heads: Sendable {
  let count: Int
  /// Columns of one head.
  let width: Int

  private var columns: Int { count * width }

  func queries(_ work: Workspace) -> MutableMatrixView {
    work.queryKeyValue.columns(0..<columns)
  }
  func keys(_ work: Workspace) -> MutableMatrixView {
    work.queryKeyValue.columns(columns..<2 * columns)
  }
  func values(_ work: Workspace) -> MutableMatrixView {
    work.queryKeyValue.columns(2 * columns..<3 * columns)
  }

  /// Causal attention of each segment over its own sequence, into `work.mixed`.
  func attend(
    layer: Int, scale: Float, _ batch: TokenBatch, _ work: Workspace, _ cache: KeyValueCache
  ) {
    for segment in batch.segments {
      cache.store(
        layer: layer, sequence: segment.sequence, positions: segment.positions,
        keys: keys(work).rows(segment.rows), values: values(work).rows(segment.rows))
      let seen = cache.seen(
        layer: layer, sequence: segment.sequence, length: segment.positions.upperBound)
      let queries = queries(work).rows(segment.rows)
      let mixed = work.mixed.rows(segment.rows)
      let scores = work.scores.rows(0..<segment.rows.count)
        .columns(0..<segment.positions.upperBound)
      let shared = scores.columns(0..<seen.shared.count)
      let own = scores.columns(seen.shared.count..<scores.columns)
      for head in 0..<count {
        let columns = head * width..<(head + 1) * width
        shared.multiply(
          queries.columns(columns), transposed: seen.shared.keys.columns(columns), scale: scale)
        own.multiply(
          queries.columns(columns), transposed: seen.own.keys.columns(columns), scale: scale)
        scores.maskFuture(from: segment.positions.lowerBound)
        scores.applySoftmax()
        let output = mixed.columns(columns)
        output.multiply(own, seen.own.values.columns(columns))
        if seen.shared.count > 0 {
          output.multiply(shared, seen.shared.values.columns(columns), accumulate: true)
        }
      }
    }
  }
}
