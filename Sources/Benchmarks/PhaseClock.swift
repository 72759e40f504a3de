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

  private var last = ContinuousClock.now
  private var (attention, elementwise, forward) = (0.0, 0.0, 0.0)
  private var (start, passes) = (ContinuousClock.now, 0)

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
  /// The unembedding has no point after it: what it takes alone, of each step, is given.
  func shares(of whole: Double, unembedding: Double) -> Shares {
    let rest = whole - forward
    let unembedding = min(Double(passes - 1) * unembedding, rest)
    return Shares(
      products: (forward - attention - elementwise + unembedding) / whole,
      attention: attention / whole, elementwise: elementwise / whole,
      sampling: (rest - unembedding) / whole)
  }
}
