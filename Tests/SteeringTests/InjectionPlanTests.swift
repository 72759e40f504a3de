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

  @Test func `refuse an addition longer than the sequence, and plan nothing of it`() {
    var plan = InjectionPlan()
    #expect(throws: SteeringError.self) { try plan.steer(0, of: 2, with: Self.vector(rows: 3)) }
    #expect(Self.visit(&plan, TokenBatch(sequences: [[1, 2]])).elements == [0, 0, 0, 0])
  }
}
