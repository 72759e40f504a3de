import Foundation
import LinearAlgebra
import Testing
import Transformer

/// Checkpoints shaped like GPT-2 from several makers, each by what its `config.json` says.
@Suite struct `Configurations of GPT-2's kin` {
  struct Model: CustomStringConvertible {
    let description, json: String
    let blocks, hidden, context: Int
    let nonlinearity: Nonlinearity
  }

  private static let common = """
    "model_type": "gpt2", "bos_token_id": 50256, "eos_token_id": 50256, "initializer_range": 0.02,
    "layer_norm_epsilon": 1e-05, "n_embd": 768, "n_head": 12, "vocab_size": 50257,
    """

  static let models = [
    Model(
      description: "distilgpt2",
      json: """
        {\(common) "_num_labels": 1, "activation_function": "gelu_new", "attn_pdrop": 0.1,
         "architectures": ["GPT2LMHeadModel"], "embd_pdrop": 0.1, "id2label": {"0": "LABEL_0"},
         "label2id": {"LABEL_0": 0}, "n_ctx": 1024, "n_layer": 6, "n_positions": 1024,
         "resid_pdrop": 0.1, "summary_type": "cls_index", "summary_activation": null,
         "task_specific_params": {"text-generation": {"do_sample": true, "max_length": 50}}}
        """, blocks: 6, hidden: 3072, context: 1024, nonlinearity: .geluTanh),
    Model(
      description: "DialoGPT",
      json: """
        {\(common) "activation_function": "gelu_new", "architectures": ["GPT2LMHeadModel"],
         "n_ctx": 1024, "n_layer": 12, "n_positions": 1024, "summary_use_proj": true,
         "task_specific_params": {"conversational": {"max_length": 1000}}}
        """, blocks: 12, hidden: 3072, context: 1024, nonlinearity: .geluTanh),
    Model(
      description: "Cerebras-GPT",
      json: """
        {\(common) "activation_function": "gelu", "architectures": ["GPT2LMHeadModel"],
         "attn_pdrop": 0.0, "n_inner": 3072, "n_layer": 10, "n_positions": 2048,
         "reorder_and_upcast_attn": false, "scale_attn_by_inverse_layer_idx": false,
         "scale_attn_weights": true, "torch_dtype": "float32", "use_cache": true}
        """, blocks: 10, hidden: 3072, context: 2048, nonlinearity: .geluErf),
  ]

  @Test(arguments: models) func `are read`(model: Model) throws {
    let (architecture, sizes) = try Hyperparameters.read(Data(model.json.utf8))
    #expect(architecture.name == "gpt2")
    #expect(sizes.blocks == model.blocks)
    #expect(sizes.hidden == model.hidden)
    #expect(sizes.context == model.context)
    #expect(sizes.nonlinearity == model.nonlinearity)
    #expect((sizes.width, sizes.heads, sizes.vocabulary) == (768, 12, 50257))
    #expect(sizes.endOfText == 50256)
    #expect(sizes.scalesScores && !sizes.scalesScoresByDepth && sizes.tiesUnembedding)
  }

  @Test(arguments: ["gpt_neox", "gpt_neo", "gptj", "opt", "llama", "mistral", "bloom", "phi"])
  func `of another family are refused by its name`(family: String) {
    let json = "{\"model_type\": \"\(family)\", \"hidden_size\": 512}"
    let error = #expect(throws: ModelError.self) { try Hyperparameters.read(Data(json.utf8)) }
    #expect(
      error?.description
        == "config.json describes a model of type \(family); this program runs gpt2")
  }

  @Test func `with attention to another text are refused by that switch`() {
    let json = "{\(Self.common) \"add_cross_attention\": true, \"n_layer\": 1, \"n_positions\": 8}"
    let error = #expect(throws: ModelError.self) { try Hyperparameters.read(Data(json.utf8)) }
    #expect(error?.description.contains("add_cross_attention") == true)
  }
}
