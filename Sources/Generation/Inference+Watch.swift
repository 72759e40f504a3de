import Transformer

extension Inference {
  /// Runs whole sequences as `forward` does, unless `watch` ends the pass: then it throws `.stopped`.
  public mutating func forward(
    _ sequences: [[TokenID]], _ watch: PassWatch, hooks: inout some ForwardHook
  ) throws(GenerationError) {
    var watched = HookPair(hooks, watch)
    let isWhole = forward(sequences, hooks: &watched)
    hooks = watched.first
    guard isWhole else { throw .stopped }
  }
}
