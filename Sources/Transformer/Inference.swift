import LinearAlgebra

/// One run of a model: its key-value cache, its workspace, its logits; allocated once.
public struct Inference: ~Copyable {
  /// The weights, shared with every other run.
  public let model: HookedTransformer
  private var cache: KeyValueCache
  private let work: Workspace
  private let gathered: MutableMatrixView
  private let logitRows: MutableMatrixView
  private let slab: Slab

  /// A run of sequences with room for `capacities` positions each (a forked sequence needs room only
  /// for what follows the fork), batches of up to `rows` tokens, and `logits` rows at a time.
  public init(_ model: HookedTransformer, capacities: [Int], rows: Int, logits: Int) {
    let sizes = model.sizes
    self.model = model
    cache = KeyValueCache(layers: sizes.blocks, model.heads.shape, sequences: capacities)
    work = Workspace(rows: rows, sizes)
    slab = Slab(
      floats: Slab.footprint(rows: logits, columns: sizes.width)
        + Slab.footprint(rows: logits, columns: sizes.vocabulary))
    gathered = slab.matrix(rows: logits, columns: sizes.width)
    logitRows = slab.matrix(rows: logits, columns: sizes.vocabulary)
  }

  /// Makes `sequence` continue `parent` after its first `length` positions, which are not copied.
  public mutating func fork(_ sequence: Int, from parent: Int, length: Int) {
    cache.fork(sequence, from: parent, length: length)
  }

  /// Runs every token of `batch` through the model; `logits(rows:)` then reads what it predicts.
  ///
  /// `false` where the hooks ended it early.
  @discardableResult
  public mutating func forward(_ batch: TokenBatch, hooks: inout some ForwardHook) -> Bool {
    let work = work.rows(batch.tokens.count)
    model.embed(batch, into: work, &hooks)
    return finish(batch, from: 0, work, &hooks)
  }

  /// Runs the same tokens as sequences 0 and after, so many of them, as `forward` would, to the bit
  /// where a `Linear` is; but blocks at which the hooks have nothing to do are run only once.
  @discardableResult
  public mutating func forward(
    _ tokens: [TokenID], copies: Int, hooks: inout some ForwardHook
  ) -> Bool {
    let batch = TokenBatch(sequences: Array(repeating: tokens, count: copies))
    let (one, first) = (TokenBatch(sequences: [tokens]), work.rows(tokens.count))
    model.embed(batch, into: work.rows(batch.tokens.count), &hooks)
    let shared = copies > 1 ? min(hooks.firstBlock, model.blocks.count) : 0
    var nothing = NoHook()
    for (layer, block) in model.blocks[..<shared].enumerated() {
      guard hooks.goesOn(before: layer, of: model.blocks.count) else { return false }
      block.run(layer: layer, one, first, cache, heads: model.heads, &nothing)
    }
    for segment in batch.segments.dropFirst() where shared > 0 {
      work.residual.rows(segment.rows).copy(first.residual)
      cache.copy(layers: 0..<shared, from: 0, to: segment.sequence)
    }
    return finish(batch, from: shared, work.rows(batch.tokens.count), &hooks)
  }

  /// The blocks from `start` on, and the final norm; whether it came that far.
  private func finish(
    _ batch: TokenBatch, from start: Int, _ work: Workspace, _ hooks: inout some ForwardHook
  ) -> Bool {
    for (layer, block) in model.blocks.enumerated().dropFirst(start) {
      guard hooks.goesOn(before: layer, of: model.blocks.count) else { return false }
      block.run(layer: layer, batch, work, cache, heads: model.heads, &hooks)
    }
    model.finalNorm.normalize(work.residual, into: work.normed)
    hooks.visit(.finalNormalized, work.normed, batch)
    model.finalNorm.scaleAndShift(work.normed)
    return true
  }

  /// The logits after the given rows of the last batch, [rows, vocabulary]; valid, and free to be
  /// written, until the next call.
  public func logits(rows: [Int]) -> MutableMatrixView {
    for (index, row) in rows.enumerated() { gathered.copy(work.normed, row: row, to: index) }
    let logits = logitRows.rows(0..<rows.count)
    model.unembedding(gathered.rows(0..<rows.count), into: logits)
    return logits
  }
}
