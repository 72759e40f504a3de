import LinearAlgebra

/// Keys and values of every layer and sequence seen so far.
///
/// A forked sequence reads the first positions from the sequence it was forked from and keeps only
/// what follows, so that n samples of one prompt store the prompt once.
struct KeyValueCache {
  private struct Stretch {
    /// Of each layer.
    var memory: [KeysAndValues]
    /// The position of row 0.
    var start = 0
    var parent: Int?
  }

  private let slab: Slab
  private var stretches: [Stretch]

  /// Room for `sequences` of so many positions each.
  init(
    layers: Int, _ shape: HeadShape, _ precision: CachePrecision, sequences capacities: [Int]
  ) {
    let floats = capacities.reduce(0) {
      $0 + KeysAndValues.footprint(capacity: $1, shape, precision)
    }
    let slab = Slab(floats: floats * layers)
    self.slab = slab
    stretches = capacities.map { capacity in
      Stretch(
        memory: (0..<layers).map { _ in
          KeysAndValues(capacity: capacity, shape, precision, from: slab)
        })
    }
  }

  /// Makes `sequence` continue `parent`, which is no fork itself, after its first `length` positions.
  mutating func fork(_ sequence: Int, from parent: Int, length: Int) {
    precondition(stretches[parent].parent == nil && sequence != parent)
    stretches[sequence].parent = parent
    stretches[sequence].start = length
  }

  /// Makes what `other` keeps in some layers that of `sequence`, which has the same tokens.
  func copy(layers: Range<Int>, from sequence: Int, to other: Int) {
    for layer in layers {
      stretches[other].memory[layer].copy(stretches[sequence].memory[layer])
    }
  }

  /// Where the keys and values of a sequence are: the first `sharedCount` positions with the
  /// sequence it was forked from, if it was, the others its own.
  func seen(layer: Int, sequence: Int) -> (
    shared: KeysAndValues, sharedCount: Int, own: KeysAndValues
  ) {
    let parent = stretches[sequence].parent ?? sequence
    return (
      stretches[parent].memory[layer], stretches[sequence].start,
      stretches[sequence].memory[layer]
    )
  }
}
