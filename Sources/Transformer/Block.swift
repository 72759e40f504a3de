import LinearAlgebra

/// The weights of one transformer block.
struct Block: Sendable {
  let attentionNorm: LayerNorm
  let queryKeyValue: Linear
  let attentionOutput: Linear
  let feedforwardNorm: LayerNorm
  let expand: Linear
  let nonlinearity: Nonlinearity
  let contract: Linear
  let scoreScale: Float
  /// What the value bias and the norm's shift add to every value, shape [1, width], negated.
  let valueConstant: Matrix

  /// One block: the residual stream passes through, attention and feedforward add to it.
  func run(
    layer: Int, _ batch: TokenBatch, _ work: Workspace, _ cache: KeyValueCache, heads: Heads,
    _ hooks: inout some ForwardHook
  ) {
    let residual = work.residual
    hooks.visit(.block(layer, .residPre), residual, batch)

    attentionNorm(residual, into: work.normed)
    queryKeyValue(work.normed, into: work.queryKeyValue)
    hooks.visit(.block(layer, .attnQ), heads.queries(work), batch)
    hooks.visit(.block(layer, .attnK), heads.keys(work), batch)
    hooks.visit(.block(layer, .attnV), heads.values(work), batch)
    heads.attend(layer: layer, scale: scoreScale, batch, work, cache)
    hooks.visit(.block(layer, .attnZ), work.mixed, batch)
    attentionOutput(work.mixed, into: work.update)
    hooks.visit(.block(layer, .attnOut), work.update, batch)
    residual += work.update
    hooks.visit(.block(layer, .residMid), residual, batch)

    feedforwardNorm(residual, into: work.normed)
    expand(work.normed, into: work.hidden)
    hooks.visit(.block(layer, .mlpPre), work.hidden, batch)
    nonlinearity.apply(to: work.hidden)
    hooks.visit(.block(layer, .mlpPost), work.hidden, batch)
    contract(work.hidden, into: work.update)
    hooks.visit(.block(layer, .mlpOut), work.update, batch)
    residual += work.update
    hooks.visit(.block(layer, .residPost), residual, batch)
  }
}
