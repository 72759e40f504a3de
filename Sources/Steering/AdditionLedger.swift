import LinearAlgebra
import Transformer

/// Keeps what is added to one segment at one point beside what it is added to.
struct AdditionLedger {
  private let point: HookPoint
  private let sequence: Int
  /// The positions between the first and the last that are touched.
  private let span: Range<Int>
  private let stream: [Float]
  private var sum: Matrix
  private var isTouched: [Bool]

  /// Measures the activations before anything is added to them.
  init(
    _ injections: [InjectionPlan.Injection], at point: HookPoint, _ segment: TokenBatch.Segment,
    _ activations: MutableMatrixView
  ) {
    let reached = injections.map { $0.reached(by: segment) }.filter { !$0.isEmpty }
    let first = reached.map(\.lowerBound).min() ?? segment.positions.lowerBound
    let span = first..<(reached.map(\.upperBound).max() ?? first)
    let offset = segment.rows.lowerBound - segment.positions.lowerBound
    var before = Matrix(
      activations.rows(span.lowerBound + offset..<span.upperBound + offset))
    // Later layers cannot read the mean, and published norms are without it.
    if point.isResidual { before.withMutableView { $0.centerRows() } }
    (self.point, sequence, self.span) = (point, segment.sequence, span)
    stream = before.rowNorms
    sum = Matrix(rows: span.count, columns: activations.columns)
    isTouched = Array(repeating: false, count: span.count)
  }

  /// Takes note of one addition.
  mutating func add(_ injection: InjectionPlan.Injection, _ reached: Range<Int>) {
    let first = -span.lowerBound
    sum.withMutableView { injection.add(reached, to: $0, first: first) }
    for position in reached { isTouched[position + first] = true }
  }

  /// The shifts of all positions that were touched.
  func shifts(pass: Int) -> [InjectionPlan.Shift] {
    let added = sum.rowNorms
    return span.indices.filter { isTouched[$0 - span.lowerBound] }.map { position in
      InjectionPlan.Shift(
        point: point, sequence: sequence, position: position, pass: pass,
        added: Double(added[position - span.lowerBound]),
        stream: Double(stream[position - span.lowerBound]))
    }
  }
}
