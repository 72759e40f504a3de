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
    cache = KeyValueCache(
      layers: sizes.blocks, model.heads.shape, model.precision.cache, sequences: capacities)
    work = Workspace(rows: rows, sizes)
    // Rows that start on a cache line are written a line at a time.
    let distance = (sizes.vocabulary + 15) / 16 * 16
    slab = Slab(
      floats: Slab.footprint(rows: logits, columns: sizes.width)
        + Slab.footprint(rows: logits, columns: distance))
    gathered = slab.matrix(rows: logits, columns: sizes.width)
    logitRows = slab.matrix(rows: logits, columns: distance).columns(0..<sizes.vocabulary)
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

  /// Runs whole sequences, numbered from 0, as `forward` would, to the bit where a `Linear` is; but of
  /// those with the same tokens, blocks at which the hooks have nothing to do are run only once.
  @discardableResult
  public mutating func forward(
    _ sequences: [[TokenID]], hooks: inout some ForwardHook
  ) -> Bool {
    let batch = TokenBatch(sequences: sequences)
    let all = work.rows(batch.tokens.count)
    model.embed(batch, into: all, &hooks)
    var (once, source) = (TokenBatch(), [[TokenID]: TokenBatch.Segment]())
    for (sequence, tokens) in sequences.enumerated() where source[tokens] == nil {
      once.append(tokens, to: sequence, at: 0)
      source[tokens] = once.segments.last
    }
    let isShared = once.segments.count < sequences.count
    let shared = isShared ? min(hooks.firstBlock, model.blocks.count) : 0
    if shared > 0 {
      let first = Workspace(rows: once.tokens.count, model.sizes)
      var nothing = NoHook()
      model.embed(once, into: first, &nothing)
      for (layer, block) in model.blocks[..<shared].enumerated() {
        guard hooks.goesOn(before: layer, of: model.blocks.count) else { return false }
        block.run(layer: layer, once, first, cache, heads: model.heads, &nothing)
      }
      for (segment, tokens) in zip(batch.segments, sequences) {
        guard let made = source[tokens] else { continue }
        all.residual.rows(segment.rows).copy(first.residual.rows(made.rows))
        guard made.sequence != segment.sequence else { continue }
        cache.copy(layers: 0..<shared, from: made.sequence, to: segment.sequence)
      }
      // Views do not keep their memory.
      withExtendedLifetime(first) {}
    }
    return finish(batch, from: shared, all, &hooks)
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
