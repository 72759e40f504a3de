import LinearAlgebra
import Models
import Testing
import Transformer

@Suite struct `Activations` {
  struct Case: Decodable {
    let model: String
    let prompt: String
    let tokens: [TokenID]
    let key: String
    let points: [String]
  }

  @Test func `are the reference's at every hook point`() throws {
    let tensors = try Goldens.tensors("activations.safetensors")
    for golden in try Goldens.cases("activations.json", as: [Case].self) {
      let model = try Goldens.model(golden.model)
      #expect(model.tokenizer.tokens(golden.prompt) == golden.tokens)
      let points = golden.points.compactMap { HookPoint($0) }
      #expect(points.map(\.description) == golden.points)
      let recorded = model.activations(of: golden.tokens, at: points)
      for point in points {
        let name = "\(golden.key)\(point)"
        let expected = try tensors.floats(name)
        let found = try #require(recorded[point], "\(name)")
        #expect(found.elements.count == expected.count, "\(name)")
        #expect(relativeDifference(found.elements, expected) <= 1e-4, "\(name)")
      }
    }
  }

  @Test func `are in the residual stream's space free of a mean`() throws {
    let model = try Goldens.model("random")
    let points = HookPoint.Site.allCases.map { HookPoint.block(1, $0) }.filter(\.isResidual)
    let recorded = model.activations(of: model.tokenizer.tokens("Love"), at: points)
    for (point, matrix) in recorded {
      for row in 0..<matrix.rows {
        let mean = matrix[row: row].reduce(0, +) / Float(matrix.columns)
        #expect(abs(mean) < 1e-5, "\(point)")
      }
    }
  }
}

extension LanguageModel {
  func activations(of tokens: [TokenID], at points: [HookPoint]) -> [HookPoint: Matrix] {
    var recorder = ActivationRecorder(points, of: network)
    var inference = Inference(
      network, capacities: [tokens.count], rows: tokens.count, logits: 1)
    inference.forward(TokenBatch(sequences: [tokens]), hooks: &recorder)
    return recorder.recorded
  }
}

/// The largest difference as a part of the largest value.
func relativeDifference(_ found: [Float], _ expected: [Float]) -> Float {
  largestDifference(found, expected) / max(expected.map(abs).max() ?? 0, .leastNormalMagnitude)
}

/// The largest difference; infinite where one side is not a number, or shorter.
func largestDifference(_ found: some Collection<Float>, _ expected: some Collection<Float>) -> Float
{
  guard found.count == expected.count else { return .infinity }
  return zip(found, expected).reduce(0) { largest, pair in
    let difference = abs(pair.0 - pair.1)
    return difference.isNaN ? .infinity : max(largest, difference)
  }
}
