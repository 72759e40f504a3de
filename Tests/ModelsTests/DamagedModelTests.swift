import Foundation
import Models
import Safetensors
import Testing
import Tokenization
import Transformer

/// Ten thousand damaged copies in all: each is a model or a sentence, never a trap.
@Suite struct `A model with random damage` {
  /// Loads the folder and, if that succeeds, runs it.
  private func survives(_ folder: String) throws -> Bool {
    do {
      let model = try LanguageModel.load(folder: folder)
      let tokens = Array(model.tokenizer.tokens("I love you").prefix(model.context))
      var inference = Inference(
        model.network, capacities: [tokens.count], rows: tokens.count, logits: 1)
      var hook = NoHook()
      inference.forward(TokenBatch(sequences: [tokens]), hooks: &hook)
      #expect(!model.tokenizer.decode(tokens).isEmpty)
      return true
    } catch {
      #expect(!error.description.isEmpty)
      return false
    }
  }

  /// The same of a folder without a tokenizer.
  private func networkSurvives(_ folder: String) throws -> Bool {
    let folder = URL(filePath: folder)
    let json = try Data(contentsOf: folder.appending(path: "config.json"))
    do {
      let (architecture, sizes) = try Hyperparameters.read(json)
      let network = try HookedTransformer(architecture, sizes, Checkpoint(folder: folder))
      let tokens = [0, 17, 4, 95].filter { $0 < sizes.vocabulary }.prefix(sizes.context)
      var inference = Inference(
        network, capacities: [tokens.count], rows: tokens.count, logits: 1)
      var hook = NoHook()
      inference.forward(TokenBatch(sequences: [tokens.map { TokenID($0) }]), hooks: &hook)
      return true
    } catch {
      #expect(!"\(error)".isEmpty)
      return false
    }
  }

  private func expectNoTrap(
    _ copy: ModelCopy, files: [String], count: Int, seed: UInt64,
    loading share: ClosedRange<Double>, _ body: ((String) throws -> Bool)? = nil
  ) throws {
    var random = RandomDamage(state: seed)
    var loaded = 0
    for number in 0..<count {
      let file = files[number % files.count]
      if try copy.damaging(file, &random, body ?? survives) { loaded += 1 }
    }
    // So heavy that nothing loads, or so light that nothing breaks, and the test would show nothing.
    #expect(share.contains(Double(loaded) / Double(count)), "\(loaded) of \(count) loaded")
  }

  private static let tokenizer = ["vocab.json", "merges.txt"]

  @Test(.timeLimit(.minutes(5)))
  func `never traps, whichever of its files is damaged`() throws {
    let names = ["config.json", "model.safetensors"] + Self.tokenizer
    let copy = try ModelCopy(ModelCopy.random(names))
    try expectNoTrap(copy, files: names, count: 3_000, seed: 1, loading: 0.02...0.9)
  }

  @Test(.timeLimit(.minutes(5)))
  func `never traps for weights that were trained`() throws {
    let names = ["config.json", "model.safetensors"]
    var files = try ModelCopy.random(Self.tokenizer)
    for name in names { files[name] = try ModelCopy.bytes("trained/\(name)") }
    let copy = try ModelCopy(files)
    try expectNoTrap(copy, files: names, count: 200, seed: 4, loading: 0.02...0.95)
  }

  @Test(.timeLimit(.minutes(5)))
  func `never traps for an index of its parts`() throws {
    var files = try ModelCopy.random(["config.json"] + Self.tokenizer)
    let weights = try ModelCopy.bytes("random/model.safetensors")
    let length = weights.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    let header = try JSONSerialization.jsonObject(with: Data(weights[8..<(8 + length)]))
    let tensors = try #require(header as? [String: Any]).keys.filter { $0 != "__metadata__" }
    let map = Dictionary(uniqueKeysWithValues: tensors.map { ($0, "part.safetensors") })
    files["part.safetensors"] = weights
    files["model.safetensors.index.json"] = [UInt8](
      try JSONSerialization.data(withJSONObject: ["weight_map": map], options: .sortedKeys))
    try expectNoTrap(
      ModelCopy(files), files: ["model.safetensors.index.json"], count: 1_000, seed: 2,
      loading: 0.001...0.9)
  }

  @Test(.timeLimit(.minutes(5)))
  func `never traps for a tokenizer in one file`() throws {
    var files = try ModelCopy.random(["config.json", "model.safetensors"])
    let vocabulary = try JSONSerialization.jsonObject(
      with: Data(ModelCopy.bytes("random/vocab.json")))
    let merges = String(decoding: try ModelCopy.bytes("random/merges.txt"), as: UTF8.self)
      .split(separator: "\n").filter { !$0.hasPrefix("#version") }.map(String.init)
    files["tokenizer.json"] = [UInt8](
      try JSONSerialization.data(
        withJSONObject: [
          "model": ["type": "BPE", "vocab": vocabulary, "merges": merges] as [String: Any],
          "pre_tokenizer": ["type": "ByteLevel", "add_prefix_space": false] as [String: Any],
          "added_tokens": [] as [Any],
        ], options: .sortedKeys))
    try expectNoTrap(
      ModelCopy(files), files: ["tokenizer.json"], count: 1_000, seed: 3, loading: 0.002...0.9)
  }

  @Test(
    .timeLimit(.minutes(5)), arguments: ["brain", "half", "narrow", "plain", "prefixed", "untied"])
  func `never traps for weights in any layout, with any switch`(weights: String) throws {
    let json = Data(try ModelCopy.bytes("flags.json"))
    let objects = try #require(JSONSerialization.jsonObject(with: json) as? [[String: Any]])
    let matching = objects.filter { $0["weights"] as? String == weights }
    #expect(!matching.isEmpty)
    for (number, object) in matching.enumerated() {
      let configuration = try JSONSerialization.data(
        withJSONObject: try #require(object["config"]), options: .sortedKeys)
      let copy = try ModelCopy([
        "config.json": [UInt8](configuration),
        "model.safetensors": ModelCopy.bytes("flags/\(weights).safetensors"),
      ])
      try expectNoTrap(
        copy, files: ["config.json", "model.safetensors"], count: 5_000 / objects.count + 1,
        seed: UInt64(10 + number), loading: 0.02...0.95, networkSurvives)
    }
  }
}
