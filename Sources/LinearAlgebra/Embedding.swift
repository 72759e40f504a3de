/// A vector for each of many numbered things, such as tokens.
public struct Embedding: Sendable {
  private enum Source: Sendable {
    case rows(MatrixView)
    case map(Linear)
  }

  private let source: Source
  /// How many vectors there are.
  public let count: Int

  /// The rows of a matrix that outlives the embedding.
  public init(rows: MatrixView) { (source, count) = (.rows(rows), rows.rows) }

  /// The weights of each output of a map: no copy of their own where the two are tied.
  public init(outputsOf map: Linear) { (source, count) = (.map(map), map.outputs) }

  /// Writes vector number `index` into row `target` of `rows`; traps where there is none.
  public func copy(_ index: Int, to target: Int, of rows: MutableMatrixView) {
    switch source {
    case .rows(let vectors): rows.copy(vectors, row: index, to: target)
    case .map(let map): map.copyWeights(ofOutput: index, to: target, of: rows)
    }
  }
}
