import LinearAlgebra
import Steering
import Testing
import Transformer

@Suite struct `Injection plans` {
  static let point = HookPoint.residPre(1)

  static func vector(
    rows: Int, at placement: Placement = .front, dimensions: Range<Int>? = nil, value: Float = 1
  ) -> SteeringVector {
    SteeringVector([
      SteeringVector.Part(
        addition: ActivationAddition(
          tokens: Array(repeating: 7, count: rows), coefficient: 1, point: point,
          placement: placement, dimensions: dimensions),
        values: Matrix(
          rows: rows, columns: 2, elements: Array(repeating: value, count: rows * 2)))
    ])
  }

  static func visit(_ plan: inout InjectionPlan, _ batch: TokenBatch, _ point: HookPoint = point)
    -> Matrix
  {
    var activations = Matrix(rows: batch.tokens.count, columns: 2)
    activations.withMutableView { plan.visit(point, $0, batch) }
    return activations
  }

  @Test func `touch only their sequence, their point and their positions`() throws {
    var plan = InjectionPlan()
    try plan.steer(1, of: 3, with: Self.vector(rows: 2))
    let batch = TokenBatch(sequences: [[1, 2], [3, 4, 5]])
    #expect(Self.visit(&plan, batch).elements == [0, 0, 0, 0, 1, 1, 1, 1, 0, 0])
    #expect(Self.visit(&plan, batch, .residPre(2)).elements.allSatisfy { $0 == 0 })
    #expect(plan.applied == [.init(point: Self.point, sequence: 1, positions: 0..<2)])
  }

  @Test func `do nothing once decoding has passed their positions`() throws {
    var plan = InjectionPlan()
    try plan.steer(0, of: 3, with: Self.vector(rows: 2))
    var step = TokenBatch()
    step.append([9], to: 0, at: 3)
    #expect(Self.visit(&plan, step).elements == [0, 0])
    #expect(plan.applied.isEmpty)
  }

  @Test func `reach every part of a prompt that is run in pieces`() throws {
    var plan = InjectionPlan()
    try plan.steer(0, of: 4, with: Self.vector(rows: 3, at: .back))
    var (first, second) = (TokenBatch(), TokenBatch())
    first.append([1, 2], to: 0, at: 0)
    second.append([3, 4], to: 0, at: 2)
    #expect(Self.visit(&plan, first).elements == [0, 0, 1, 1])
    #expect(Self.visit(&plan, second).elements == [1, 1, 1, 1])
  }

  @Test func `add only the chosen columns`() throws {
    var plan = InjectionPlan()
    try plan.steer(0, of: 2, with: Self.vector(rows: 1, dimensions: 1..<2))
    #expect(Self.visit(&plan, TokenBatch(sequences: [[1, 2]])).elements == [0, 1, 0, 0])
  }

  @Test func `measure what was added beside what was there, without its mean`() throws {
    var plan = InjectionPlan()
    let point = Self.point
    func part(_ elements: [Float], _ placement: Placement = .front) -> SteeringVector.Part {
      SteeringVector.Part(
        addition: ActivationAddition(
          tokens: Array(repeating: 7, count: elements.count / 2), coefficient: 1, point: point,
          placement: placement),
        values: Matrix(rows: elements.count / 2, columns: 2, elements: elements))
    }
    // The halves of a pair cancel at position 0 and leave (3, -4) at position 1.
    try plan.steer(0, of: 4, with: SteeringVector([part([5, 5, 4, -4]), part([-5, -5, -1, 0])]))
    try plan.steer(1, of: 4, with: SteeringVector([part([0, 0], .back)]))
    var batch = TokenBatch()
    batch.append([1, 2, 3, 4], to: 0, at: 0)
    batch.append([1, 2, 3, 4], to: 1, at: 0)
    var activations = Matrix(
      rows: 8, columns: 2, elements: (0..<8).flatMap { [Float(10 + $0), Float(10 - $0)] })
    activations.withMutableView {
      plan.visit(.embedding, $0, batch)
      plan.visit(point, $0, batch)
    }
    #expect(activations.elements[2..<4] == [14, 5])
    let shifts = plan.record.shifts
    #expect(shifts.map(\.position) == [0, 1, 3])
    #expect(shifts.map(\.sequence) == [0, 0, 1])
    #expect(shifts.map(\.added) == [0, 5, 0])
    // (10 + n, 10 - n) without its mean is (n, -n).
    #expect(shifts.map { ($0.stream * $0.stream).rounded() } == [0, 2, 98])
    #expect(abs(shifts[1].ratio - 5 / 2.0.squareRoot()) < 1e-6)
    #expect(plan.record.hasMoved(0))
    #expect(!plan.record.hasMoved(1))
    #expect(!plan.record.hasMoved(2))
    #expect(plan.applied.map(\.part) == [0, 1, 0])
  }

  @Test func `count the passes and name the one in which something was added`() throws {
    var plan = InjectionPlan()
    try plan.steer(0, of: 4, with: Self.vector(rows: 1, at: .offset(3)))
    for (position, count) in [(0, 2), (2, 2), (4, 1)] {
      var batch = TokenBatch()
      batch.append(Array(repeating: 1, count: count), to: 0, at: position)
      _ = Self.visit(&plan, batch, .embedding)
      _ = Self.visit(&plan, batch)
    }
    #expect(plan.record.passes == 3)
    #expect(plan.applied == [.init(point: Self.point, sequence: 0, positions: 3..<4, pass: 1)])
    #expect(plan.record.shifts.map(\.pass) == [1])
  }

  @Test func `refuse an addition longer than the sequence, and plan nothing of it`() {
    var plan = InjectionPlan()
    #expect(throws: SteeringError.self) { try plan.steer(0, of: 2, with: Self.vector(rows: 3)) }
    #expect(Self.visit(&plan, TokenBatch(sequences: [[1, 2]])).elements == [0, 0, 0, 0])
  }
}
