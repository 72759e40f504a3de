import LinearAlgebra
import Transformer

/// What is added to which sequence at which positions: looked up by the forward pass, never decided
/// there.
///
/// Positions are absolute, so that decoding with a cache, sequences of different lengths and plain
/// rows in the same batch need no special case: where nothing intersects, nothing is added.
public struct InjectionPlan: ForwardHook, Sendable {
  struct Injection: Sendable {
    let part: Int
    let sequence: Int
    let positions: Range<Int>
    let columns: Range<Int>
    let values: Matrix
  }

  private var injections: [HookPoint: [Injection]] = [:]
  /// What was done so far: read from the passes, not from the plan.
  public private(set) var record = Record()

  /// A plan that adds nothing.
  public init() {}

  /// Adds `vector` to `sequence`, which has `length` tokens when it is first run.
  ///
  /// Throws when a part of the vector does not fit into the sequence; nothing is planned then.
  public mutating func steer(_ sequence: Int, of length: Int, with vector: SteeringVector)
    throws(SteeringError)
  {
    var planned = injections
    let first = record.additions[sequence]?.count ?? 0
    for (index, part) in vector.parts.enumerated() {
      let addition = part.addition
      guard let positions = addition.placement.positions(rows: part.values.rows, in: length) else {
        throw .doesNotFit(
          addition: addition.tokens, placement: addition.placement, length: length)
      }
      planned[addition.point, default: []].append(
        Injection(
          part: first + index, sequence: sequence, positions: positions,
          columns: addition.dimensions ?? 0..<part.values.columns, values: part.values))
    }
    injections = planned
    record.additions[sequence, default: []] += vector.parts.map(\.addition)
  }

  /// What was added so far, addition by addition.
  public var applied: [Applied] { record.applied }

  /// That of the first addition.
  public var firstBlock: Int { injections.keys.map(\.firstBlock).min() ?? .max }

  /// Adds what is planned for the rows of this batch.
  public mutating func visit(
    _ point: HookPoint, _ activations: MutableMatrixView, _ batch: TokenBatch
  ) {
    // Every pass begins with the embeddings.
    if point == .embedding { record.passes += 1 }
    guard let injections = injections[point] else { return }
    for segment in batch.segments where Self.isReached(injections, by: segment) {
      add(injections, at: point, segment, activations)
    }
  }

  /// Most steps reach no injection; they must not allocate, which closures may.
  private static func isReached(_ injections: [Injection], by segment: TokenBatch.Segment) -> Bool {
    for injection in injections where !injection.reached(by: segment).isEmpty { return true }
    return false
  }

  private mutating func add(
    _ injections: [Injection], at point: HookPoint, _ segment: TokenBatch.Segment,
    _ activations: MutableMatrixView
  ) {
    var ledger = AdditionLedger(injections, at: point, segment, activations)
    for injection in injections {
      let reached = injection.reached(by: segment)
      guard !reached.isEmpty else { continue }
      let first = segment.rows.lowerBound - segment.positions.lowerBound
      injection.add(reached, to: activations, first: first)
      ledger.add(injection, reached)
      record.applied.append(
        Applied(
          point: point, sequence: segment.sequence, positions: reached, part: injection.part,
          pass: max(0, record.passes - 1)))
    }
    record.shifts += ledger.shifts(pass: max(0, record.passes - 1))
  }
}

extension InjectionPlan.Injection {
  /// The positions of the segment at which something is added.
  func reached(by segment: TokenBatch.Segment) -> Range<Int> {
    segment.sequence == sequence ? segment.positions.clamped(to: positions) : 0..<0
  }

  /// Adds the values of the positions `reached`; position p is row p + `first`.
  func add(_ reached: Range<Int>, to activations: MutableMatrixView, first: Int) {
    let target = activations.columns(columns)
    values.withView { values in
      let source = values.columns(columns)
      for position in reached {
        target.add(source, row: position - positions.lowerBound, to: position + first)
      }
    }
  }
}
