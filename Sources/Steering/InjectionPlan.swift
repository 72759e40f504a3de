import LinearAlgebra
import Transformer

/// What is added to which sequence at which positions: looked up by the forward pass, never decided
/// there.
///
/// Positions are absolute, so that decoding with a cache, sequences of different lengths and plain
/// rows in the same batch need no special case: where nothing intersects, nothing is added.
public struct InjectionPlan: ForwardHook, Sendable {
  struct Injection: Sendable {
    let sequence: Int
    let positions: Range<Int>
    let columns: Range<Int>
    let values: Matrix
  }

  /// One addition that a pass really made.
  public struct Applied: Sendable, Hashable {
    /// Where.
    public let point: HookPoint
    /// To which sequence.
    public let sequence: Int
    /// At which positions of it.
    public let positions: Range<Int>

    /// A record of one addition.
    public init(point: HookPoint, sequence: Int, positions: Range<Int>) {
      (self.point, self.sequence, self.positions) = (point, sequence, positions)
    }
  }

  private var injections: [HookPoint: [Injection]] = [:]
  /// What was added so far, in order: read from the passes, not from the plan.
  public private(set) var applied: [Applied] = []

  /// A plan that adds nothing.
  public init() {}

  /// Adds `vector` to `sequence`, which has `length` tokens when it is first run.
  ///
  /// Throws when a part of the vector does not fit into the sequence; nothing is planned then.
  public mutating func steer(_ sequence: Int, of length: Int, with vector: SteeringVector)
    throws(SteeringError)
  {
    var planned = injections
    for part in vector.parts {
      let addition = part.addition
      guard let positions = addition.placement.positions(rows: part.values.rows, in: length) else {
        throw .doesNotFit(
          addition: addition.tokens, placement: addition.placement, length: length)
      }
      planned[addition.point, default: []].append(
        Injection(
          sequence: sequence, positions: positions,
          columns: addition.dimensions ?? 0..<part.values.columns, values: part.values))
    }
    injections = planned
  }

  /// Adds what is planned for the rows of this batch.
  public mutating func visit(
    _ point: HookPoint, _ activations: MutableMatrixView, _ batch: TokenBatch
  ) {
    guard let injections = injections[point] else { return }
    for injection in injections {
      for segment in batch.segments where segment.sequence == injection.sequence {
        let positions = segment.positions.clamped(to: injection.positions)
        guard !positions.isEmpty else { continue }
        injection.add(positions, of: segment, to: activations)
        applied.append(Applied(point: point, sequence: segment.sequence, positions: positions))
      }
    }
  }
}

extension InjectionPlan.Injection {
  func add(
    _ reached: Range<Int>, of segment: TokenBatch.Segment, to activations: MutableMatrixView
  ) {
    let target = activations.columns(columns)
    values.withView { values in
      let source = values.columns(columns)
      for position in reached {
        target.add(
          source, row: position - positions.lowerBound,
          to: segment.rows.lowerBound + position - segment.positions.lowerBound)
      }
    }
  }
}
