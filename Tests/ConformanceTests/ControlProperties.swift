import Foundation
import Generation
import LinearAlgebra
import Models
import Steering
import Testing
import Transformer

@Suite struct `A random control` {
  private let love = SteeringRecipe.xVector("Love", "Hate", 5, layer: 6)

  private func control(
    _ likeness: SteeringRecipe.Noise.Likeness, _ original: SteeringRecipe, seed: UInt64 = 3
  ) -> SteeringRecipe {
    SteeringRecipe([.init(SteeringRecipe.Noise(likeness, original, seed: seed))])
  }

  @Test func `has the vector's norm at every position, and nothing at the beginning of text`()
    throws
  {
    let model = try Goldens.model("trained")
    for original in [love, love + .xVector("I hate you", "Calm", -2, layer: 6)] {
      let vector = try model.measure(original)
      let total = try #require(vector.total(at: .residPre(6)))
      let random = try model.measure(control(.norm, original))
      #expect(random.parts.count == 1)
      let rows = random.parts[0].values
      #expect(rows.rows == total.rows && rows.columns == total.columns)
      #expect(rows[row: 0].allSatisfy { $0 == 0 })
      for (norm, wanted) in zip(rows.rowNorms, total.rowNorms).dropFirst() {
        #expect(abs(norm / wanted - 1) < 1e-5)
      }
    }
  }

  @Test func `is torch.randn, scaled row by row`() throws {
    let model = try Goldens.model("trained")
    let rows = try model.measure(control(.norm, love, seed: 0)).parts[0].values
    var generator = MersenneTwister(seed: 0)
    let drawn = Matrix(
      rows: rows.rows, columns: rows.columns,
      elements: generator.normals(rows.rows * rows.columns))
    let wanted = try #require(try model.measure(love).total(at: .residPre(6))).rowNorms
    for row in 1..<rows.rows {
      let scale = wanted[row] / drawn.rowNorms[row]
      #expect(Array(rows[row: row]) == drawn[row: row].map { scale * $0 })
    }
  }

  @Test func `of entries has the vector's entries in another order`() throws {
    let model = try Goldens.model("trained")
    let total = try #require(try model.measure(love).total(at: .residPre(6)))
    let rows = try model.measure(control(.entries, love)).parts[0].values
    for row in 1..<rows.rows {
      #expect(rows[row: row].sorted() == total[row: row].sorted())
      #expect(Array(rows[row: row]) != Array(total[row: row]))
    }
  }

  @Test func `is the same for the same seed, another for another, and scales`() throws {
    let model = try Goldens.model("trained")
    let one = try model.measure(control(.norm, love))
    #expect(try model.measure(control(.norm, love)) == one)
    #expect(try model.measure(control(.norm, love, seed: 4)) != one)
    let twice = try model.measure(2 * control(.norm, love)).parts[0].values
    #expect(twice == 2 * one.parts[0].values)
    let nothing = try model.measure(0 * control(.norm, love)).parts[0].values
    #expect(nothing.elements.allSatisfy { $0 == 0 })
  }

  @Test func `stands where the vector stands, with its slice`() throws {
    let model = try Goldens.model("trained")
    var sliced = love
    sliced.terms[0].dimensions = 4..<20
    sliced.terms[0].placement = .back
    let part = try model.measure(control(.norm, sliced)).parts[0]
    #expect(part.addition.placement == .back && part.addition.point == .residPre(6))
    #expect(part.addition.dimensions == 4..<20)
    #expect(part.values[row: 1].enumerated().allSatisfy { 4..<20 ~= $0 || $1 == 0 })
    #expect(part.values[1, 4] != 0)
    let both = try model.measure(control(.norm, love + .xVector("Calm", "Anger", 3, layer: 8)))
    #expect(both.parts.map(\.addition.point) == [.residPre(6), .residPre(8)])
  }
}

@Suite struct `A vector from another layer` {
  private func recipe(matchesNorm: Bool) -> SteeringRecipe {
    SteeringRecipe([
      .init(
        plus: "Anger", minus: "Calm", coefficient: 10, point: .residPre(9), source: .residPre(2),
        matchesNorm: matchesNorm)
    ])
  }

  @Test func `is recorded there and added here`() throws {
    let model = try Goldens.model("trained")
    let moved = try model.measure(recipe(matchesNorm: false))
    let there = try model.measure(.xVector("Anger", "Calm", 10, layer: 2))
    #expect(moved.parts.map(\.values) == there.parts.map(\.values))
    #expect(moved.parts.allSatisfy { $0.addition.point == .residPre(9) })
    let prompt = model.tokenizer.tokens("I went up to my friend and said")
    var plan = InjectionPlan()
    try plan.steer(0, of: prompt.count, with: moved)
    _ = model.logProbabilities(of: [prompt], hooks: &plan)
    #expect(plan.applied.allSatisfy { $0.point == .residPre(9) } && plan.applied.count == 2)
  }

  @Test func `is scaled by the geometric mean of the norms' quotients where asked to`() throws {
    let model = try Goldens.model("trained")
    func norms(_ layer: Int) throws -> [Double] {
      let vector = try model.measure(.xVector("Anger", "Calm", 1, layer: layer))
      return try #require(vector.total(at: .residPre(layer))).rowNorms.map(Double.init)
    }
    let (here, there) = (try norms(9), try norms(2))
    var product = 1.0
    for (a, b) in zip(here, there).dropFirst() { product *= a / b }
    let factor = pow(product, 1 / Double(here.count - 1))
    let plain = try model.measure(recipe(matchesNorm: false))
    let matched = try model.measure(recipe(matchesNorm: true))
    for (part, before) in zip(matched.parts, plain.parts) {
      for (one, other) in zip(part.values.elements, before.values.elements) where other != 0 {
        #expect(abs(Double(one / other) / factor - 1) < 1e-5)
      }
    }
  }

  @Test func `is refused where the widths differ`() throws {
    let model = try Goldens.model("trained")
    var wrong = recipe(matchesNorm: false)
    wrong.terms[0].source = .block(2, .mlpPre)
    #expect(throws: SteeringError.widthsDiffer(.block(2, .mlpPre), .residPre(9))) {
      try model.measure(wrong)
    }
  }

  @Test func `costs nothing: many recipes at once are each as alone`() throws {
    let model = try Goldens.model("trained")
    let recipes = [recipe(matchesNorm: true), .xVector("Anger", "Calm", 3, layer: 4)]
    #expect(try model.measure(recipes) == recipes.map { try model.measure($0) })
  }
}
