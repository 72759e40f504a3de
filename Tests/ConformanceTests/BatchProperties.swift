import Analysis
import Generation
import LinearAlgebra
import Models
import Steering
import Testing
import Transformer

@Suite struct `A batch` {
  static let texts = ["I hate you because", "Love", "I went up to my friend and said"]

  @Test(arguments: ["random", "trained"])
  func `may hold its sequences in any order`(_ name: String) throws {
    let model = try Goldens.model(name)
    let sequences = Self.texts.map { model.tokenizer.tokens($0) }
    let alone = try sequences.map { try model.logProbabilities($0) }
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
      var plan = InjectionPlan()
      let together = model.logProbabilities(of: order.map { sequences[$0] }, hooks: &plan)
      for (found, index) in zip(together, order) {
        for (row, expected) in zip(found, alone[index]) {
          #expect(largestDifference(row, expected) < 2e-5)
        }
      }
    }
  }

  @Test(arguments: ["random", "trained"])
  func `is left alone, to the bit, by an empty plan`(_ name: String) throws {
    let model = try Goldens.model(name)
    let sequences = Self.texts.map { model.tokenizer.tokens($0) }
    var (nothing, empty, zero) = (NoHook(), InjectionPlan(), InjectionPlan())
    let plain = model.logProbabilities(of: sequences, hooks: &nothing)
    #expect(model.logProbabilities(of: sequences, hooks: &empty) == plain)
    try zero.steer(0, of: sequences[0].count, with: SteeringVector([]))
    #expect(model.logProbabilities(of: sequences, hooks: &zero) == plain)
    #expect(zero.applied.isEmpty)
  }

  @Test(arguments: ["random", "trained"])
  func `keeps an unsteered row beside steered ones, to the bit`(_ name: String) throws {
    let model = try Goldens.model(name)
    let prompt = model.tokenizer.tokens(Self.texts[0])
    let sequences = [prompt, prompt, prompt]
    let vector = try model.measure(.xVector("Love", "Hate", 2000, layer: 0))
    var (nothing, plan) = (NoHook(), InjectionPlan())
    for steered in [0, 2] { try plan.steer(steered, of: prompt.count, with: vector) }
    let plain = model.logProbabilities(of: sequences, hooks: &nothing)
    let mixed = model.logProbabilities(of: sequences, hooks: &plan)
    #expect(mixed[1] == plain[1])
    #expect(mixed[0] != plain[0])
    #expect(mixed[2] != plain[2])
  }

  @Test(arguments: ["random", "trained"])
  func `completes an unsteered side beside a steered one as if alone`(_ name: String) throws {
    let model = try Goldens.model(name)
    let vector = try model.measure(.xVector("Love", "Hate", 5, layer: 1))
    func run(_ sides: [SteeringVector?]) throws -> [[ComparisonResult.Completion]] {
      try SteeringComparison(
        prompt: Self.texts[0], sides: sides, samples: 4,
        options: SamplingOptions(temperature: 1, topP: 0.9, maximumTokens: 12), seed: 7
      ).run(model).sides
    }
    let (plain, mixed) = (try run([nil, nil]), try run([nil, vector]))
    #expect(plain[0].map(\.tokens) == plain[1].map(\.tokens))
    #expect(mixed[0].map(\.tokens) == plain[0].map(\.tokens))
    #expect(mixed[1].map(\.tokens) != plain[0].map(\.tokens))
    let turned = try run([vector, nil])
    #expect(turned.reversed().map { $0.map(\.tokens) } == mixed.map { $0.map(\.tokens) })
    for (one, other) in zip(mixed[0] + mixed[1], turned[1] + turned[0]) {
      #expect(abs(one.loss - other.loss) < 2e-5)
    }
  }
}

extension LanguageModel {
  /// [sequence][position][vocabulary], all in one batch.
  func logProbabilities(of sequences: [[TokenID]], hooks: inout some ForwardHook) -> [[[Float]]] {
    let batch = TokenBatch(sequences: sequences)
    var inference = Inference(
      network, capacities: sequences.map(\.count), rows: batch.tokens.count,
      logits: batch.tokens.count)
    inference.forward(batch, hooks: &hooks)
    let rows = inference.logProbabilities(rows: batch.tokens.indices)
    return batch.segments.map { Array(rows[$0.rows]) }
  }
}
