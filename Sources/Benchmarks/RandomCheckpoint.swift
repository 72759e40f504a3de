import Foundation
import Safetensors

/// A checkpoint of GPT-2 small's shape with random weights: as fast or slow as the real one.
struct RandomCheckpoint {
  let blocks = 12
  let width = 768
  let heads = 12
  let context = 1024
  let vocabulary = 50_257

  /// Writes `config.json` and `model.safetensors` into `folder`.
  func write(to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let configuration = """
      {"model_type": "gpt2", "n_layer": \(blocks), "n_embd": \(width), "n_head": \(heads),
       "n_positions": \(context), "vocab_size": \(vocabulary)}
      """
    try Data(configuration.utf8).write(to: folder.appendingPathComponent("config.json"))
    var writer = SafetensorsWriter()
    var noise = LinearCongruence()
    for (name, shape) in tensors {
      let isGain =
        name.hasSuffix("ln_1.weight") || name.hasSuffix("ln_2.weight")
        || name.hasSuffix("ln_f.weight")
      let values = (0..<shape.reduce(1, *)).map { _ in (isGain ? 1 : 0) + noise.next() * 0.04 }
      try writer.add(name, shape: shape, values)
    }
    try writer.write(to: folder.appendingPathComponent("model.safetensors"))
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
