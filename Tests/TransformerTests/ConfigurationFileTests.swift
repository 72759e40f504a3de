import Foundation
import LinearAlgebra
import Testing
import Transformer

@Suite struct `Configuration files` {
  static let plain = """
    {"model_type": "gpt2", "n_layer": 2, "n_embd": 8, "n_head": 2, "n_positions": 16,
     "vocab_size": 20}
    """

  static func changed(_ text: String, _ replacement: String) -> Data {
    Data(plain.replacingOccurrences(of: text, with: replacement).utf8)
  }

  @Test func `take GPT-2's defaults for what is not said`() throws {
    let (architecture, sizes) = try Hyperparameters.read(Data(Self.plain.utf8))
    #expect(architecture.name == "gpt2")
    #expect(sizes.hidden == 32)
    #expect(sizes.headWidth == 4)
    #expect(sizes.epsilon == 1e-5)
    #expect(sizes.nonlinearity == .geluTanh)
    #expect(sizes.scalesScores && !sizes.scalesScoresByDepth && sizes.tiesUnembedding)
  }

  @Test(arguments: [
    (
      "\"gpt2\"", "\"llama\"", "config.json describes a model of type llama; this program runs gpt2"
    ),
    ("\"n_layer\": 2", "\"n_layer\": 0", "n_layer must be from 1 to"),
    ("\"n_layer\": 2", "\"n_layer\": -9223372036854775808", "n_layer must be from 1 to"),
    ("\"n_layer\": 2, ", "", "config.json is broken: it has no n_layer"),
    ("\"n_layer\": 2", "\"n_layer\": \"two\"", "config.json is broken: n_layer has the wrong type"),
    ("\"n_head\": 2", "\"n_head\": 3", "n_embd 8 is no multiple of n_head 3"),
    ("20}", "20", "config.json is broken: it is not valid JSON"),
    ("20}", "20, \"n_layer\": 3}", "config.json is broken: the key \"n_layer\" appears twice"),
    (
      "20}", "20, \"quantization_config\": {\"bits\": 4}}",
      "config.json has a quantization_config: its weights stand for others"
    ),
    (
      "20}", "20, \"rope_scaling\": {\"factor\": 2}}",
      "config.json has a rope_scaling: its positions are stretched"
    ),
    (
      "\"n_head\": 2", "\"n_head\": 2, \"activation_function\": \"mish\"",
      "activation_function to mish"
    ),
  ])
  func `refuse what cannot be, in a sentence`(text: String, replacement: String, says: String) {
    let error = #expect(throws: ModelError.self) {
      try Hyperparameters.read(Self.changed(text, replacement))
    }
    #expect(error?.description.contains(says) == true, "\(String(describing: error))")
  }

  @Test func `may say that there is no scaling and no quantization`() throws {
    let data = Self.changed("20}", "20, \"rope_scaling\": null, \"quantization_config\": null}")
    #expect(try Hyperparameters.read(data).1.vocabulary == 20)
  }

  @Test func `refuse JSON that is no object`() {
    #expect(throws: ModelError.self) { try Hyperparameters.read(Data("[1]".utf8)) }
    #expect(throws: ModelError.self) { try Hyperparameters.read(Data()) }
  }
}
