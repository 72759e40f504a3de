import Foundation
import Safetensors
import Testing
import Transformer

@Suite struct `The switches of config.json` {
  struct Case: Decodable {
    let name: String
    let weights: String
    let tokens: [TokenID]
    let completion: [TokenID]
  }

  @Test func `do what transformers does`() throws {
    let tensors = try Goldens.tensors("flags.safetensors")
    let configurations = try Self.configurations()
    let goldens = try Goldens.cases("flags.json", as: [Case].self)
    #expect(goldens.count == configurations.count)
    for (golden, configuration) in zip(goldens, configurations) {
      let (architecture, sizes) = try Hyperparameters.read(configuration)
      let weights = Goldens.folder.appending(path: "flags/\(golden.weights).safetensors")
      let network = try HookedTransformer(architecture, sizes, Checkpoint(file: weights))
      let tokens = golden.tokens + golden.completion
      var inference = Inference(
        network, capacities: [tokens.count], rows: tokens.count, logits: tokens.count)
      var hook = NoHook()
      inference.forward(TokenBatch(sequences: [tokens]), hooks: &hook)
      let found = inference.logProbabilities(rows: tokens.indices)
      let difference = largestDifference(
        found.flatMap { $0 }, try tensors.floats(golden.name))
      #expect(difference <= 1e-4, "\(golden.name): \(difference)")
      // Each position after the prompt's last must predict the token that follows: greedy decoding.
      let greedy = found[(golden.tokens.count - 1)..<(tokens.count - 1)].map { row in
        row.indices.max { row[$0] < row[$1] }.map { TokenID($0) }
      }
      #expect(greedy == golden.completion, "\(golden.name)")
    }
  }

  /// Each case's `config`, as bytes again.
  static func configurations() throws -> [Data] {
    let file = try Data(contentsOf: Goldens.folder.appending(path: "flags.json"))
    let cases = try #require(JSONSerialization.jsonObject(with: file) as? [[String: Any]])
    return try cases.compactMap {
      try $0["config"].map { try JSONSerialization.data(withJSONObject: $0) }
    }
  }
}
