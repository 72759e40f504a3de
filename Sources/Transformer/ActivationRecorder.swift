import LinearAlgebra

/// Keeps a copy of the activations at chosen points, in the frame TransformerLens reports them in.
///
/// TransformerLens folds and centres weights when it loads them, so the activations it shows differ
/// from those of the checkpoint by parts that nothing downstream can read: in the residual stream's
/// space each row loses its mean over the columns (layer norms ignore it), and values lose the
/// constant that the value bias and the norm's shift add (it moves into the attention output's
/// bias). Slices and norms of a vector are then the published ones; log-probabilities are the same
/// either way.
public struct ActivationRecorder: ForwardHook {
  private let model: HookedTransformer
  private let points: Set<HookPoint>
  /// One matrix per visited point, a row per token of the last batch that passed it.
  public private(set) var recorded: [HookPoint: Matrix] = [:]

  /// Records at `points` of `model`.
  public init(_ points: some Sequence<HookPoint>, of model: HookedTransformer) {
    self.model = model
    self.points = Set(points)
  }

  /// That of the first of the points.
  public var firstBlock: Int { points.map(\.firstBlock).min() ?? .max }

  /// Copies the activations, if this point is one of the chosen.
  public mutating func visit(
    _ point: HookPoint, _ activations: MutableMatrixView, _ batch: TokenBatch
  ) {
    guard points.contains(point) else { return }
    var copy = Matrix(activations)
    copy.withMutableView { rows in
      if point.isResidual { rows.centerRows() }
      if case .block(let layer, .attnV) = point { rows.subtract(model.valueConstant(layer)) }
      if case .block(let layer, .attnZ) = point { rows.subtract(model.valueConstant(layer)) }
    }
    recorded[point] = copy
  }
}

extension MutableMatrixView {
  fileprivate func subtract(_ constant: Matrix) {
    constant.withView { for row in 0..<rows { add($0, row: 0, to: row) } }
  }
}
