import LinearAlgebra
import Safetensors

/// A decoder-only transformer with hook points: its weights, immutable and shared by every run.
public final class HookedTransformer: Sendable {
  /// The family.
  public let architecture: Architecture
  /// The sizes.
  public let sizes: Hyperparameters
  let tokenEmbedding: Embedding
  let positionEmbedding: MatrixView
  let blocks: [Block]
  let finalNorm: LayerNorm
  let unembedding: Linear
  let heads: Heads
  /// Owns the memory the views point into.
  private let weights: WeightReader

  /// Binds every weight of a checkpoint; `goesOn` is asked before each block, by its number.
  ///
  /// Throws a `ModelError` when a weight is missing, misshapen or not finite, or one is left over,
  /// or when it is not to go on.
  public init(
    _ architecture: Architecture, _ sizes: Hyperparameters, _ checkpoint: Checkpoint,
    precision: WeightPrecision = .fp32, goesOn: (Int) -> Bool = { _ in true }
  ) throws(ModelError) {
    let reader = try WeightReader(checkpoint, architecture, sizes, precision)
    let (names, width) = (architecture.tensors, sizes.width)
    self.architecture = architecture
    self.sizes = sizes
    heads = Heads(count: sizes.heads, width: sizes.headWidth)
    positionEmbedding = try reader.matrix(
      names.positionEmbedding + ".weight", [sizes.context, width])
    var blocks: [Block] = []
    for layer in 0..<sizes.blocks {
      guard goesOn(layer) else { throw .stopped }
      blocks.append(try reader.block(layer))
    }
    self.blocks = blocks
    finalNorm = try reader.norm(names.finalNorm)
    (tokenEmbedding, unembedding) = try reader.embeddings()
    try reader.checkNothingIsLeft()
    weights = reader
  }

  /// How many weights, a tied unembedding counted once.
  public var parameterCount: Int { weights.parameterCount }
  /// How the weights of its linear maps are kept.
  public var precision: WeightPrecision { unembedding.precision }
  /// How many bytes the weights take in memory beside the mapped file.
  public var residentBytes: Int { weights.ownedBytes }

  /// Whether `point` is a place in this model.
  public func has(_ point: HookPoint) -> Bool {
    guard let layer = point.layer else { return true }
    return (0..<sizes.blocks).contains(layer)
  }

  /// How many columns activations have at `point`.
  public func width(at point: HookPoint) -> Int {
    if case .block(_, .mlpPre) = point { return sizes.hidden }
    if case .block(_, .mlpPost) = point { return sizes.hidden }
    return sizes.width
  }

  /// What the value bias and the norm's shift add to every value of block n, negated, [1, width].
  func valueConstant(_ layer: Int) -> Matrix { blocks[layer].valueConstant }

  /// Token plus position embeddings of every row of `batch`, into the residual stream.
  func embed(_ batch: TokenBatch, into work: Workspace, _ hooks: inout some ForwardHook) {
    for (row, token) in batch.tokens.enumerated() {
      tokenEmbedding.copy(Int(token), to: row, of: work.residual)
    }
    for segment in batch.segments {
      work.update.rows(segment.rows).copy(positionEmbedding.rows(segment.positions))
    }
    hooks.visit(.embedding, work.residual, batch)
    hooks.visit(.positionEmbedding, work.update, batch)
    work.residual += work.update
  }
}
