import LinearAlgebra
import Transformer

/// A recipe measured in one model: the activations to add, addition by addition.
///
/// The additions stay apart and are applied in order, each in single precision, because sums in
/// another order round differently: `(x + a) + b` is what the published code computes.
public struct SteeringVector: Sendable, Hashable {
  /// One measured addition.
  public struct Part: Sendable, Hashable {
    /// What was measured.
    public let addition: ActivationAddition
    /// Coefficient × activation, a row per token of the addition, [tokens, width].
    public let values: Matrix

    /// What an addition measured, or any other rows to add in its place.
    public init(addition: ActivationAddition, values: Matrix) {
      (self.addition, self.values) = (addition, values)
    }
  }

  /// The measured additions, in order.
  public let parts: [Part]

  /// A vector of the given parts.
  public init(_ parts: [Part]) { self.parts = parts }

  /// Whether the positions depend on how long the steered sequence is.
  public var dependsOnLength: Bool { parts.contains { $0.addition.placement.dependsOnLength } }

  /// The sum of all parts at one point, by position; the shorter count as zero beyond their end.
  public func total(at point: HookPoint) -> Matrix? {
    let values = parts.filter { $0.addition.point == point }.map(\.values)
    return values.dropFirst().reduce(values.first) { sum, next in sum.map { $0 + next } }
  }
}
