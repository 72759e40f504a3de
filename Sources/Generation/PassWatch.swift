import LinearAlgebra
import Transformer

/// Hears before each block how far a pass is, and may end it there: a pass over a long text, or
/// through a large model, takes seconds.
public struct PassWatch: ForwardHook {
  private let goesOn: (_ share: Double) -> Bool

  /// A watch that asks `goesOn`, with the share of the pass that is done, whether it is to go on.
  public init(_ goesOn: @escaping (_ share: Double) -> Bool) { self.goesOn = goesOn }

  /// A watch that `Interrupt` ends; `onPass` hears the share of the pass that is done.
  public static func interruptible(
    _ onPass: @escaping (_ share: Double) -> Void = { _ in }
  ) -> PassWatch {
    PassWatch { share in
      onPass(share)
      return !Interrupt.isRaised
    }
  }

  /// None: it sees nothing.
  public var firstBlock: Int { .max }

  /// Sees nothing.
  public func visit(_ point: HookPoint, _ activations: MutableMatrixView, _ batch: TokenBatch) {}

  /// Asks.
  public func goesOn(before block: Int, of count: Int) -> Bool {
    goesOn(Double(block) / Double(count))
  }
}
