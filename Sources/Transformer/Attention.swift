import LinearAlgebra

/// How the columns of queries, keys and values fall to the attention heads.
struct Heads: Sendable {
  let shape: HeadShape

  init(count: Int, width: Int) { shape = HeadShape(heads: count, keyHeads: count, width: width) }

  private var columns: Int { shape.heads * shape.width }

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
    let (queries, keys, values) = (queries(work), keys(work), values(work))
    for segment in batch.segments {
      let rows = segment.rows
      let seen = cache.seen(layer: layer, sequence: segment.sequence)
      work.attention.append(
        QueryKeyValue(
          queries: queries.rows(rows), keys: keys.rows(rows), values: values.rows(rows)),
        at: segment.positions.lowerBound, shared: seen.shared, sharedCount: seen.sharedCount,
        own: seen.own, scale: scale, shape, into: work.mixed.rows(rows))
    }
    work.attention.run(shape)
  }
}
