import LinearAlgebra
import Transformer

/// Notes when a pass reaches its hook points, and so how long it stays in each part.
struct PhaseClock: ForwardHook {
  /// Parts of the time of all steps.
  struct Shares {
    var products = 0.0
    var attention = 0.0
    var elementwise = 0.0
    var sampling = 0.0
  }

  /// The weights of the unembedding, for each weight of the blocks.
  private let unembedding: Double
  private var last = ContinuousClock.now
  private var (attention, elementwise, forward) = (0.0, 0.0, 0.0)
  private var (start, passes) = (ContinuousClock.now, 0)

  /// A clock for passes of a model.
  init(_ sizes: Hyperparameters) {
    let block = 4 * sizes.width * sizes.width + 2 * sizes.width * sizes.hidden
    unembedding = Double(sizes.vocabulary * sizes.width) / Double(sizes.blocks * block)
  }

  mutating func visit(_ point: HookPoint, _ activations: MutableMatrixView, _ batch: TokenBatch) {
    let now = ContinuousClock.now
    let seconds = (now - last) / .seconds(1)
    last = now
    // The first pass is the prompt's.
    if point == .embedding { passes += 1 }
    guard passes > 1 else { return }
    switch point {
    case .embedding: start = now
    case .block(_, .attnZ): attention += seconds
    case .block(_, .mlpPost): elementwise += seconds
    case .finalNormalized: forward += (now - start) / .seconds(1)
    default: break
    }
  }

  /// The share of each part in a run of `whole` seconds.
  ///
  /// The unembedding, which has no point after it, is estimated from the blocks' products, which
  /// take the same time for each weight.
  func shares(of whole: Double) -> Shares {
    let blocks = forward - attention - elementwise
    let unembedding = min(blocks * unembedding, whole - forward)
    return Shares(
      products: (blocks + unembedding) / whole, attention: attention / whole,
      elementwise: elementwise / whole, sampling: (whole - forward - unembedding) / whole)
  }
}
