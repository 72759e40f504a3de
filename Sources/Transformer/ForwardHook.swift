import LinearAlgebra

/// Sees, and may change, the activations at every hook point of a forward pass.
public protocol ForwardHook {
  /// Called where the forward pass reaches `point`: one row of `activations` per token of `batch`.
  mutating func visit(_ point: HookPoint, _ activations: MutableMatrixView, _ batch: TokenBatch)

  /// The first block at whose points there is something to see or to change.
  ///
  /// Blocks before it may run once for sequences of the same tokens, unseen; the embeddings, which
  /// begin every pass, are always shown, and may be changed only where this is 0.
  var firstBlock: Int { get }

  /// Asked before each block, of `count`: `false` ends the pass there, and it then predicts nothing.
  mutating func goesOn(before block: Int, of count: Int) -> Bool
}

extension ForwardHook {
  /// All of the pass, unless a hook says otherwise.
  public var firstBlock: Int { 0 }
  /// To the end, unless a hook says otherwise.
  public mutating func goesOn(before block: Int, of count: Int) -> Bool { true }
}

/// Leaves a forward pass alone.
public struct NoHook: ForwardHook {
  /// A hook that does nothing.
  public init() {}
  /// Does nothing.
  public func visit(_ point: HookPoint, _ activations: MutableMatrixView, _ batch: TokenBatch) {}
  /// None.
  public var firstBlock: Int { .max }
}

/// Two hooks at the same points, one after the other: record after steering, for example.
public struct HookPair<First: ForwardHook, Second: ForwardHook>: ForwardHook {
  /// Visited first.
  public var first: First
  /// Sees what the first left behind.
  public var second: Second

  /// Joins two hooks.
  public init(_ first: First, _ second: Second) { (self.first, self.second) = (first, second) }

  /// Where the first of both begins.
  public var firstBlock: Int { min(first.firstBlock, second.firstBlock) }

  /// Passes the point to both, in order.
  public mutating func visit(
    _ point: HookPoint, _ activations: MutableMatrixView, _ batch: TokenBatch
  ) {
    first.visit(point, activations, batch)
    second.visit(point, activations, batch)
  }

  /// Where both go on.
  public mutating func goesOn(before block: Int, of count: Int) -> Bool {
    first.goesOn(before: block, of: count) && second.goesOn(before: block, of: count)
  }
}
