import Analysis
import Generation
import Interpreter
import Models
import Steering
import Testing

@Suite struct `What moved` {
  private let model: LanguageModel
  private let vector: SteeringVector
  private let prompt: [Int32]
  private let completion: [Int32]

  init() throws {
    model = try FixtureShelf.model.get()
    vector = try model.measure(.xVector("Love", "Hate", 5, layer: 6))
    prompt = model.tokenizer.tokens("I hate you because")
    completion = model.tokenizer.encode(" you are the best thing that ever happened to me")
  }

  @Test func `is the divergence of steered from unsteered at each token`() throws {
    let shift = try SteeringShift(
      model, prompt: prompt, completion: completion, steeredBy: vector)
    let pass = try PredictionPass(
      model, [.init(prompt + completion), .init(prompt + completion, steeredBy: vector)])
    #expect(shift.steps.map(\.token) == completion)
    for (index, step) in shift.steps.enumerated() {
      let position = prompt.count - 1 + index
      let unsteered = try pass.distribution(0, at: position)
      let steered = try pass.distribution(1, at: position)
      let divergence = steered.divergence(from: unsteered)
      let change =
        steered.logProbability(of: step.token) - unsteered.logProbability(of: step.token)
      #expect(abs(step.divergence - divergence) < 1e-4 * max(1, divergence))
      #expect(abs(step.change - change) < 1e-4 * max(1, abs(change)))
    }
    #expect(shift.steps.contains { $0.divergence > 0.5 })
  }

  @Test func `is the same from the stream of a run as from a pass of its own`() throws {
    var comparison = SteeringComparison(
      prompt: "I hate you because", sides: [nil, vector], samples: 3,
      options: .init(temperature: 1, maximumTokens: 24), seed: 4)
    comparison.recordsStreams = true
    let result = try comparison.run(model)
    #expect(result.sides[0].allSatisfy { $0.stream == nil })
    for drawn in result.sides[1] {
      let stream = try #require(drawn.stream)
      let tokens = Array(drawn.tokens.prefix { $0 != model.endOfText })
      #expect(stream.rows >= tokens.count)
      let quick = try SteeringShift(
        model, prompt: prompt, completion: tokens, steeredBy: vector, stream: stream)
      let slow = try SteeringShift(model, prompt: prompt, completion: tokens, steeredBy: vector)
      for (one, other) in zip(quick.steps, slow.steps) {
        #expect(abs(one.divergence - other.divergence) < 1e-4 * max(1, other.divergence))
        #expect(abs(one.change - other.change) < 1e-4 * max(1, abs(other.change)))
      }
    }
  }

  @Test func `counts positions in the prompt alone`() throws {
    var recipe = SteeringRecipe.xVector("Love", "Hate", 5, layer: 6)
    recipe.terms[0].placement = .back
    let back = try SteeringShift(
      model, prompt: prompt, completion: completion, steeredBy: model.measure(recipe))
    // At the end of the prompt, not of the text.
    let rows = try model.measure(recipe).parts[0].values.rows
    recipe.terms[0].placement = .offset(prompt.count - rows)
    let there = try SteeringShift(
      model, prompt: prompt, completion: completion, steeredBy: model.measure(recipe))
    #expect(back == there)
  }

  @Test func `is nothing where nothing is added`() throws {
    let none = try model.measure(0 * SteeringRecipe.xVector("Love", "Hate", 5, layer: 6))
    let shift = try SteeringShift(model, prompt: prompt, completion: completion, steeredBy: none)
    #expect(shift.steps.allSatisfy { $0.divergence < 1e-6 && abs($0.change) < 1e-6 })
    let empty = try SteeringShift(model, prompt: prompt, completion: [], steeredBy: none)
    #expect(empty.steps.isEmpty)
  }

  @Test func `lists each token once, the most moved first`() throws {
    let shift = try SteeringShift(
      model, prompt: prompt, completion: completion + completion, steeredBy: vector)
    let moved = shift.mostMoved(5)
    #expect(Set(moved.map(\.token)).count == 5)
    #expect(moved.map { abs($0.change) } == moved.map { abs($0.change) }.sorted(by: >))
    #expect(abs(moved[0].change) == shift.steps.map { abs($0.change) }.max())
  }
}
