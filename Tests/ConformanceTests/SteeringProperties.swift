import LinearAlgebra
import Models
import Steering
import Testing
import Transformer

@Suite struct `Steering` {
  @Test func `measures many additions at once as it does each alone`() throws {
    let model = try Goldens.model("random")
    let additions = [("Love", 1), ("I hate you", 1), ("Love", 2), ("Calm", 0)].map { text, layer in
      ActivationAddition(
        tokens: model.tokenizer.tokens(text), coefficient: 3, point: .residPre(layer))
    }
    let together = try model.measure(additions)
    #expect(together.parts.map(\.addition) == additions)
    for (addition, part) in zip(additions, together.parts) {
      let alone = try model.measure([addition]).parts[0].values
      #expect(relativeDifference(part.values.elements, alone.elements) < 1e-5)
    }
  }

  @Test func `cancels where a recipe is taken from itself`() throws {
    let model = try Goldens.model("random")
    let tokens = model.tokenizer.tokens("I went up to my friend and said")
    let love = SteeringRecipe.xVector("Love", "Hate", 5, layer: 1)
    let nothing = try model.measure(love - love)
    let found = try model.logProbabilities(tokens, steeredBy: nothing).flatMap { $0 }
    #expect(largestDifference(found, try model.logProbabilities(tokens).flatMap { $0 }) < 2e-5)
  }

  @Test func `reports the positions it touched`() throws {
    let model = try Goldens.model("random")
    let prompt = model.tokenizer.tokens("I went up to my friend and said")
    let expected: [(Placement, Range<Int>)] = [
      (.front, 0..<2), (.mid, prompt.count / 2 - 1..<prompt.count / 2 + 1),
      (.back, prompt.count - 2..<prompt.count), (.offset(3), 3..<5),
    ]
    for (placement, positions) in expected {
      var love = SteeringRecipe.xVector("Love", "Hate", 5, layer: 1)
      love.terms[0].placement = placement
      var plan = InjectionPlan()
      try plan.steer(0, of: prompt.count, with: model.measure(love))
      _ = model.logProbabilities(of: [prompt], hooks: &plan)
      #expect(plan.applied.map(\.positions) == [positions, positions], "\(placement)")
    }
  }

  @Test func `changes nothing before the first position it touches`() throws {
    let model = try Goldens.model("trained")
    let prompt = model.tokenizer.tokens("I went up to my friend and said")
    var love = SteeringRecipe.xVector("Love", "Hate", 5, layer: 6)
    love.terms[0].placement = .back
    let steered = try model.logProbabilities(prompt, steeredBy: model.measure(love))
    let plain = try model.logProbabilities(prompt)
    let first = prompt.count - 2
    #expect(Array(steered[..<first]) == Array(plain[..<first]))
    #expect(steered[first] != plain[first])
  }

  @Test func `refuses an addition that is longer than the prompt`() throws {
    let model = try Goldens.model("random")
    let vector = try model.measure(.xVector("I went up to my friend", "Hate", 1, layer: 1))
    var plan = InjectionPlan()
    #expect(throws: SteeringError.self) { try plan.steer(0, of: 3, with: vector) }
    let prompt = model.tokenizer.tokens("Love you")
    _ = model.logProbabilities(of: [prompt], hooks: &plan)
    #expect(plan.applied.isEmpty)
  }
}
