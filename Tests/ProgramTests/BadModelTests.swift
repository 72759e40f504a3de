import Foundation
import Testing

@Suite struct `A folder that is no good model` {
  /// Loads the model and expects status 1, nothing on standard output, and one message that names `part`.
  private func expectRefusal(of model: String, _ part: String) throws {
    let run = try ProgramRun(["-c", ":load \"\(model)\"; :gen \"a\" n=1"])
    #expect(run.status == 1)
    #expect(run.output.isEmpty)
    // Long sentences are wrapped at the width of the screen.
    let sentence = run.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(sentence.contains(part), "\(sentence)")
    #expect(run.errors.components(separatedBy: "error:").count == 2, "\(run.errors)")
    #expect(run.errors.contains("^"), "\(run.errors)")
  }

  private func expectRefusal(
    _ part: String, _ change: (URL) throws -> Void
  ) throws {
    let folder = try TestFolder()
    try expectRefusal(of: folder.model("model", change), part)
  }

  private static let weights = "model.safetensors"

  private func changeWeights(_ part: String, _ change: (inout Data) throws -> Void) throws {
    try expectRefusal(part) { folder in
      let file = folder.appending(path: Self.weights)
      var data = try Data(contentsOf: file)
      try change(&data)
      try data.write(to: file)
    }
  }

  /// Rewrites the header of the safetensors file.
  private func changeHeader(
    _ part: String, _ change: (inout [String: [String: Any]]) throws -> Void
  ) throws {
    try changeWeights(part) { data in
      let length = data.prefix(8).enumerated().reduce(0) { $0 + Int($1.1) << (8 * $1.0) }
      let json = try JSONSerialization.jsonObject(with: data[8..<(8 + length)])
      var header = try #require(json as? [String: Any])
      header["__metadata__"] = nil
      var tensors = try #require(header as? [String: [String: Any]])
      try change(&tensors)
      let text = try JSONSerialization.data(withJSONObject: tensors)
      let count = (0..<8).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) }
      data = Data(count) + text + data[(8 + length)...]
    }
  }

  @Test(arguments: [0, 5, 1000, 100_000])
  func `because its weights are cut short`(count: Int) throws {
    try changeWeights(count == 0 ? "it is empty" : "safetensors") { $0 = $0.prefix(count) }
  }

  @Test func `because the header's length is a lie`() throws {
    try changeWeights("its header claims 1152921504606846976 bytes") { data in
      data.replaceSubrange(0..<8, with: [0, 0, 0, 0, 0, 0, 0, 16])
    }
  }

  @Test func `because a tensor lies outside the file`() throws {
    try changeHeader("ends at byte") {
      $0["wte.weight", default: [:]]["data_offsets"] = [0, 1 << 40]
    }
  }

  @Test func `because two tensors overlap`() throws {
    try changeHeader("overlaps the tensor before it") {
      $0["h.1.ln_1.weight", default: [:]]["data_offsets"] =
        $0["h.0.ln_1.weight"]?["data_offsets"] ?? []
    }
  }

  @Test func `because a tensor has a type that is no number`() throws {
    try changeHeader("is of type I32") { $0["h.0.ln_1.weight", default: [:]]["dtype"] = "I32" }
  }

  @Test func `because a tensor is missing`() throws {
    try changeHeader("h.0.ln_1.weight") {
      $0["h.0.ln_9.weight"] = $0["h.0.ln_1.weight"]
      $0["h.0.ln_1.weight"] = nil
    }
  }

  @Test func `because a tensor has another shape than config.json says`() throws {
    try expectRefusal("shape") { folder in
      let file = folder.appending(path: "config.json")
      let text = try String(contentsOf: file, encoding: .utf8)
      try Data(text.replacing("\"n_positions\": ", with: "\"n_positions\": 1").utf8).write(to: file)
    }
  }

  /// Changes a field of config.json.
  private func changeConfiguration(_ part: String, _ key: String, _ value: Any) throws {
    try expectRefusal(part) { folder in
      let file = folder.appending(path: "config.json")
      let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
      var fields = try #require(json as? [String: Any])
      fields[key] = value
      try JSONSerialization.data(withJSONObject: fields).write(to: file)
    }
  }

  @Test func `because its own unembedding is not there`() throws {
    try changeConfiguration(
      "the checkpoint has no tensor lm_head.weight of shape [", "tie_word_embeddings", false)
  }

  @Test(arguments: [-1, 1_000_000])
  func `because its end of text is no token`(token: Int) throws {
    try changeConfiguration("eos_token_id must be from 0 to ", "eos_token_id", token)
  }

  @Test func `because a copy of the tied unembedding has another shape`() throws {
    try changeHeader("tensor lm_head.weight should have shape [") { tensors in
      tensors["lm_head.weight"] = ["dtype": "F32", "shape": [0, 48], "data_offsets": [0, 0]]
    }
  }

  @Test func `because a weight is not a number`() throws {
    try changeWeights("not finite") { data in
      data.replaceSubrange((data.count - 4)..., with: [0, 0, 0xC0, 0x7F])
    }
  }

  @Test(arguments: [
    ("config.json", "{\"n_layer\": ", "config.json is broken: it is not valid JSON"),
    ("config.json", "[]", "config.json is broken: it is no JSON object"),
    (
      "config.json", "{\"model_type\": \"gpt2\", \"n_layer\": 2.5}",
      "config.json is broken: a size in it is not a whole number"
    ),
    ("config.json", "{\"model_type\": \"llama\"}", "llama"),
    ("vocab.json", "{\"a\": ", "vocab.json is damaged"),
    ("merges.txt", "nonsense", "merges.txt is damaged: line 1"),
  ]) func `because a file holds nonsense`(file: String, text: String, part: String) throws {
    try expectRefusal(part) { try Data(text.utf8).write(to: $0.appending(path: file)) }
  }

  @Test(arguments: [
    ("config.json", "config.json"), ("model.safetensors", "model.safetensors"),
    ("vocab.json", "has no tokenizer"),
  ]) func `because a file is missing`(file: String, part: String) throws {
    try expectRefusal(part) { try FileManager.default.removeItem(at: $0.appending(path: file)) }
  }

  @Test(arguments: [
    ("rm config.json; mkfifo config.json", "config.json cannot be read: it is not a file"),
    (
      "rm config.json; ln -s config.json config.json",
      "config.json cannot be read: its links go in circles"
    ),
    ("rm config.json; mkdir config.json", "config.json cannot be read: it is a folder"),
    (": > config.json", "config.json cannot be read: it is empty"),
    ("rm config.json", "it has no config.json"),
  ]) func `because its configuration is no file that can be read`(
    script: String, part: String
  ) throws {
    try expectRefusal(part) { folder in
      let process = Process()
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = ["-c", script]
      process.currentDirectoryURL = folder
      try process.run()
      process.waitUntilExit()
    }
  }

  @Test func `because its weights are too large to predict anything`() throws {
    let folder = try TestFolder()
    let model = try folder.model("model") { folder in
      let file = folder.appending(path: Self.weights)
      var data = try Data(contentsOf: file)
      let length = data.prefix(8).enumerated().reduce(0) { $0 + Int($1.1) << (8 * $1.0) }
      let large = withUnsafeBytes(of: Float(3e38).bitPattern.littleEndian) { Data($0) }
      for place in stride(from: 8 + length, to: data.count - 3, by: 4) {
        data.replaceSubrange(place..<place + 4, with: large)
      }
      try data.write(to: file)
    }
    for command in [":gen \"a\" n=1", ":compare \"abc\" with=act(\"a\",1,1) n=1"] {
      let run = try ProgramRun(["-c", ":load \"\(model)\"; \(command)"])
      #expect(run.status == 1)
      let sentence = run.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(!sentence.contains("coefficient"), "\(sentence)")
      #expect(sentence.contains("too large, or damaged"), "\(sentence)")
    }
  }

  @Test(arguments: [
    ("{\"weight_map\": {\"wte.weight\": \"../x\"}}", "is not a plain file name"),
    ("{\"weight_map\": {\"wte.weight\": \"gone.safetensors\"}}", "there is no such file"),
    ("{\"weight_map\": ", "is not a valid shard index"),
  ]) func `because its index of files is wrong`(index: String, part: String) throws {
    try expectRefusal(part) { folder in
      try FileManager.default.removeItem(at: folder.appending(path: Self.weights))
      try Data(index.utf8).write(to: folder.appending(path: Self.weights + ".index.json"))
    }
  }

  @Test func `because there is none`() throws {
    let folder = try TestFolder()
    try expectRefusal(of: folder.url.path, "config.json")
    try expectRefusal(of: folder.url.path + "/gone", "gone")
  }
}
