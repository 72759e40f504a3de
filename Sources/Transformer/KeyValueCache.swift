import LinearAlgebra

/// Keys and values of every layer and sequence seen so far: for each, rows [positions, width].
///
/// A forked sequence reads the first positions from the sequence it was forked from and keeps only
/// what follows, so that n samples of one prompt store the prompt once.
struct KeyValueCache {
  private struct Stretch {
    var keys: [MutableMatrixView]
    var values: [MutableMatrixView]
    /// The position of row 0.
    var start = 0
    var parent: Int?
  }

  private let slab: Slab
  private var stretches: [Stretch]

  /// Room for `sequences` of so many positions each.
  init(layers: Int, width: Int, sequences capacities: [Int]) {
    let floats = capacities.reduce(0) { $0 + Slab.footprint(rows: $1, columns: width) }
    let slab = Slab(floats: floats * layers * 2)
    self.slab = slab
    stretches = capacities.map { capacity in
      Stretch(
        keys: (0..<layers).map { _ in slab.matrix(rows: capacity, columns: width) },
        values: (0..<layers).map { _ in slab.matrix(rows: capacity, columns: width) })
    }
  }

  /// Makes `sequence` continue `parent` after its first `length` positions.
  mutating func fork(_ sequence: Int, from parent: Int, length: Int) {
    precondition(stretches[parent].parent == nil && sequence != parent)
    stretches[sequence].parent = parent
    stretches[sequence].start = length
  }

  /// Writes the keys and values of `positions`, rows [positions, width] each.
  func store(
    layer: Int, sequence: Int, positions: Range<Int>, keys: MutableMatrixView,
    values: MutableMatrixView
  ) {
    let start = stretches[sequence].start
    let rows = positions.lowerBound - start..<positions.upperBound - start
    stretches[sequence].keys[layer].rows(rows).copy(keys)
    stretches[sequence].values[layer].rows(rows).copy(values)
  }

  /// The keys and values of the first `length` positions: those shared with the sequence it was
  /// forked from (maybe none), then its own.
  func seen(layer: Int, sequence: Int, length: Int) -> (shared: KeysAndValues, own: KeysAndValues) {
    let stretch = stretches[sequence]
    let shared = stretches[stretch.parent ?? sequence]
    return (
      KeysAndValues(
        keys: shared.keys[layer].view.rows(0..<stretch.start),
        values: shared.values[layer].view.rows(0..<stretch.start)),
      KeysAndValues(
        keys: stretch.keys[layer].view.rows(0..<length - stretch.start),
        values: stretch.values[layer].view.rows(0..<length - stretch.start))
    )
  }
}

/// Keys and values of consecutive positions, rows [positions, width] each.
struct KeysAndValues {
  let keys: MatrixView
  let values: MatrixView
  var count: Int { keys.rows }
}
