import LinearAlgebra
import Models
import Steering
import Testing
import Transformer

@Suite struct `Log-probabilities` {
  struct Case: Decodable {
    let model: String
    let name: String
    let prompt: String
    let tokens: [TokenID]
    let offset: Int
    let stride: Int
    /// How far the reference in single precision lies from itself in double precision.
    let uncertainty: Float
    let additions: [RecordedAddition]
  }

  @Test(arguments: ["random", "trained"])
  func `are the reference's, steered in every way`(_ name: String) throws {
    let tensors = try Goldens.tensors("logprobs.safetensors")
    let model = try Goldens.model(name)
    let goldens = try Goldens.cases("logprobs.json", as: [Case].self).filter { $0.model == name }
    #expect(goldens.count > 50)
    // Only a pair at coefficient 2000 may be uncertain: x + c·h − c·h where position 0 is.
    #expect(goldens.filter { $0.uncertainty > 4e-5 }.count == 2)
    for golden in goldens {
      #expect(model.tokenizer.tokens(golden.prompt) == golden.tokens)
      let vector = try model.measure(golden.additions)
      let found = try model.logProbabilities(golden.tokens, steeredBy: vector)
      let chosen = found.flatMap { row in
        stride(from: golden.offset, to: row.count, by: golden.stride).map { row[$0] }
      }
      let expected = try tensors.floats("\(name)/\(golden.name)")
      let difference = largestDifference(chosen, expected)
      #expect(difference <= max(1e-4, 2 * golden.uncertainty), "\(golden.name): \(difference)")
    }
  }
}

extension LanguageModel {
  /// [positions][vocabulary].
  func logProbabilities(_ tokens: [TokenID], steeredBy vector: SteeringVector = SteeringVector([]))
    throws -> [[Float]]
  {
    var plan = InjectionPlan()
    try plan.steer(0, of: tokens.count, with: vector)
    var inference = Inference(
      network, capacities: [tokens.count], rows: tokens.count, logits: tokens.count)
    inference.forward(TokenBatch(sequences: [tokens]), hooks: &plan)
    return inference.logProbabilities(rows: tokens.indices)
  }
}

extension Inference {
  /// [rows][vocabulary].
  func logProbabilities(rows: Range<Int>) -> [[Float]] {
    let logits = logits(rows: Array(rows))
    logits.applyLogSoftmax()
    return (0..<rows.count).map { Array(Matrix(logits)[row: $0]) }
  }
}
