import Foundation
import Safetensors

/// A checkpoint of GPT-2 small's shape with random weights and a made-up vocabulary: as fast or slow
/// as the real one, and about as sure of what comes next, which is what drawing a token depends on.
struct RandomCheckpoint {
  let blocks = 12
  let width = 768
  let heads = 12
  let context = 1024
  let vocabulary = 50_257
  /// The gain of the final norm: with it the logits are spread so that their entropy is some 4 nats.
  let certainty: Float = 12

  /// Writes `config.json`, `model.safetensors` and the tokenizer's files into `folder`.
  func write(to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let configuration = """
      {"model_type": "gpt2", "n_layer": \(blocks), "n_embd": \(width), "n_head": \(heads),
       "n_positions": \(context), "vocab_size": \(vocabulary), "architectures": ["GPT2LMHeadModel"],
       "bos_token_id": \(vocabulary - 1), "eos_token_id": \(vocabulary - 1)}
      """
    try Data(configuration.utf8).write(to: folder.appendingPathComponent("config.json"))
    var writer = SafetensorsWriter(metadata: ["format": "pt"])
    var noise = LinearCongruence()
    for (name, shape) in tensors {
      let isGain = name.hasSuffix("ln_1.weight") || name.hasSuffix("ln_2.weight")
      let middle = name == "ln_f.weight" ? certainty : isGain ? 1 : 0
      let values = (0..<shape.reduce(1, *)).map { _ in middle + noise.next() * 0.04 }
      try writer.add(name, shape: shape, values)
    }
    try writer.write(to: folder.appendingPathComponent("model.safetensors"))
    try writeTokenizer(to: folder)
  }

  /// The bytes, then their pairs up to the size of the vocabulary, then the end of text.
  private func writeTokenizer(to folder: URL) throws {
    let printable = [33...126, 161...172, 174...255].joined().map { UInt32($0) }
    let bytes = (printable + (256..<256 + UInt32(256 - printable.count)))
      .compactMap { Unicode.Scalar($0) }.map { String($0) }
    let pairs = bytes.flatMap { first in bytes.map { (first, $0) } }.prefix(vocabulary - 257)
    let tokens = bytes + pairs.map { $0 + $1 } + ["<|endoftext|>"]
    let ids = Dictionary(uniqueKeysWithValues: tokens.enumerated().map { ($1, $0) })
    try JSONEncoder().encode(ids).write(to: folder.appendingPathComponent("vocab.json"))
    let merges = "#version: 0.2\n" + pairs.map { "\($0) \($1)\n" }.joined()
    try Data(merges.utf8).write(to: folder.appendingPathComponent("merges.txt"))
  }

  private var tensors: [(String, [Int])] {
    var tensors = [("wte.weight", [vocabulary, width]), ("wpe.weight", [context, width])]
    for layer in 0..<blocks {
      for (name, shape) in [
        ("ln_1", [width]), ("attn.c_attn", [width, 3 * width]), ("attn.c_proj", [width, width]),
        ("ln_2", [width]), ("mlp.c_fc", [width, 4 * width]), ("mlp.c_proj", [4 * width, width]),
      ] {
        tensors.append(("h.\(layer).\(name).weight", shape))
        tensors.append(("h.\(layer).\(name).bias", [shape[shape.count - 1]]))
      }
    }
    return tensors + [("ln_f.weight", [width]), ("ln_f.bias", [width])]
  }
}

/// Cheap noise in −½ ..< ½.
private struct LinearCongruence {
  private var state: UInt32 = 1
  mutating func next() -> Float {
    state = state &* 1_664_525 &+ 1_013_904_223
    return Float(state >> 8) * 0x1p-24 - 0.5
  }
}
