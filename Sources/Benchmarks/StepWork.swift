import LinearAlgebra
import Transformer

/// What one pass over some rows has to read and to multiply.
struct StepWork {
  let precision: WeightPrecision
  let rows: Int
  /// The weights of each product.
  let weights: [Double]
  /// The bytes of the keys and values that attention reads.
  let cacheBytes: Double

  /// A pass in a model whose rows look at so many positions in all, those counted once that several
  /// rows share.
  init(_ network: HookedTransformer, rows: Int, positions: Double) {
    let sizes = network.sizes
    let (width, hidden) = (Double(sizes.width), Double(sizes.hidden))
    let block = [3 * width * width, width * width, width * hidden, hidden * width]
    self.rows = rows
    precision = network.precision
    weights =
      Array(repeating: block, count: sizes.blocks).flatMap { $0 }
      + [width * Double(sizes.vocabulary)]
    let bytes = 2 * sizes.blocks * sizes.width * precision.cache.bytesPerNumber
    cacheBytes = positions * Double(bytes)
  }

  /// The seconds of all products, each of which reads its weights while it multiplies them.
  func seconds(read: Double, _ operations: Double) -> Double {
    weights.reduce(0) { seconds, count in
      seconds
        + max(
          count * Double(precision.bytesPerWeight) / read, 2 * count * Double(rows) / operations)
    }
  }
}
