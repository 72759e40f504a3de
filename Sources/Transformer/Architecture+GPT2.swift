extension Architecture {
  /// GPT-2 and its kin: distilgpt2, DialoGPT, Cerebras-GPT.
  public static let gpt2 = Architecture(
    name: "gpt2",
    positions: .learned(offset: 0),
    queryKeyValue: .fused,
    orientation: .inputMajor,
    tensors: TensorNames(
      prefixes: ["", "transformer."],
      tokenEmbedding: "wte",
      positionEmbedding: "wpe",
      attentionNorm: "h.*.ln_1",
      queryKeyValue: "h.*.attn.c_attn",
      attentionOutput: "h.*.attn.c_proj",
      feedforwardNorm: "h.*.ln_2",
      expand: "h.*.mlp.c_fc",
      contract: "h.*.mlp.c_proj",
      finalNorm: "ln_f",
      unembedding: "lm_head",
      // Causal masks that older checkpoints saved beside the weights.
      ignored: ["h.*.attn.bias", "h.*.attn.masked_bias"]))
}
