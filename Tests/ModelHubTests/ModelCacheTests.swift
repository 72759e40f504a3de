import Foundation
import ModelHub
import Testing

@Suite struct `The model cache` {
  let scratch: ScratchFolder
  let commit = String(repeating: "0a", count: 20)

  init() throws { scratch = try ScratchFolder() }

  var cache: ModelCache { ModelCache(HubEnvironment(["HF_HUB_CACHE": scratch.path])) }

  /// Four tensor bytes behind a header, as a whole file or without its last byte.
  static func weights(whole: Bool = true) -> String {
    let header = #"{"t":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}"#
    return String(UnicodeScalar(UInt8(header.utf8.count))) + "\0\0\0\0\0\0\0" + header
      + (whole ? "abcd" : "abc")
  }

  func store(
    _ folder: String, weights: [String: String] = ["model.safetensors": weights()],
    without absent: String = "", ref: String? = "main"
  ) throws {
    let small = ["config.json": "{}", "vocab.json": "{}", "merges.txt": "#version: 0.2\n"]
    for (name, content) in small.merging(weights, uniquingKeysWith: { $1 }) where name != absent {
      try scratch.write(content, to: "\(folder)/snapshots/\(commit)/\(name)")
    }
    if let ref { try scratch.write(commit, to: "\(folder)/refs/\(ref)") }
  }

  @Test(arguments: ["models--openai-community--gpt2", "models--gpt2"])
  func `finds a model under its new and its old id`(folder: String) throws {
    try store(folder)
    let model = try #require(cache.locate(ModelReference(parsing: "gpt2-small")))
    #expect(model.state == .complete)
    #expect(model.commit == commit)
    #expect(model.folder.path == "\(scratch.path)/\(folder)/snapshots/\(commit)")
    #expect(model.bytes == Int64(2 + 2 + 14 + Self.weights().utf8.count))
  }

  @Test func `finds a revision by its name and by its commit`() throws {
    try store("models--a--b", ref: "refs/pr/1")
    #expect(cache.locate(try ModelReference(parsing: "a/b")) == nil)
    #expect(cache.locate(try ModelReference(parsing: "a/b@refs/pr/1")) != nil)
    #expect(cache.locate(try ModelReference(parsing: "a/b@\(commit)")) != nil)
  }

  @Test(arguments: ["config.json", "vocab.json", "merges.txt", "model.safetensors"])
  func `does not take a part for the whole`(absent: String) throws {
    try store("models--a--b", without: absent)
    #expect(cache.locate(try ModelReference(parsing: "a/b")) == nil)
    let model = try #require(cache.list().first)
    #expect(model.state == .partial(kept: 0))
    #expect(throws: ModelHubError.incompleteFolder(path: model.folder.path, missing: [absent])) {
      try model.folder.check()
    }
  }

  @Test func `wants every part that an index lists`() throws {
    let index = #"{"weight_map":{"x":"1.safetensors","y":"2.safetensors","z":"1.safetensors"}}"#
    var weights = ["model.safetensors.index.json": index, "1.safetensors": Self.weights()]
    try store("models--a--b", weights: weights)
    #expect(cache.locate(try ModelReference(parsing: "a/b")) == nil)
    weights["2.safetensors"] = Self.weights()
    try store("models--a--b", weights: weights)
    let model = try #require(cache.locate(try ModelReference(parsing: "a/b")))
    #expect(try model.folder.weightFiles() == ["1.safetensors", "2.safetensors"])
  }

  @Test(arguments: [
    "[]", "{}", #"{"weight_map":{}}"#, #"{"weight_map":{"x":"../../secret.safetensors"}}"#,
    #"{"weight_map":{"x":"/etc/passwd"}}"#, "<html>",
  ])
  func `refuses an index that lists no parts`(index: String) throws {
    try store("models--a--b", weights: ["model.safetensors.index.json": index])
    #expect(cache.locate(try ModelReference(parsing: "a/b")) == nil)
    let model = try #require(cache.list().first)
    #expect(throws: ModelHubError.self) { try model.folder.check() }
  }

  @Test(arguments: [
    ("model.safetensors", "<!DOCTYPE html><html>Log in</html>"),
    ("model.safetensors", ""), ("model.safetensors", weights(whole: false)),
    ("model.safetensors", "\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}{}"),
    ("config.json", "<html>"), ("vocab.json", ""), ("merges.txt", "\n <html>"),
  ])
  func `sees a web page or a cut file in the place of a model`(
    file: String, content: String
  ) throws {
    try store("models--a--b")
    let path = try scratch.write(content, to: "models--a--b/snapshots/\(commit)/\(file)")
    #expect(cache.locate(try ModelReference(parsing: "a/b")) == nil)
    let model = try #require(cache.list().first)
    #expect(throws: ModelHubError.damagedFile(path: path)) { try model.folder.check() }
  }

  @Test func `says how to convert a folder of pickled weights`() throws {
    try store("models--a--b", weights: ["pytorch_model.bin": "x"])
    let folder = ModelFolder(path: "\(scratch.path)/models--a--b/snapshots/\(commit)")
    #expect(
      throws: ModelHubError.onlyPickledWeights(model: folder.path, file: "pytorch_model.bin")
    ) { try folder.check() }
  }

  @Test func `lists each model once, by the name a person would type`() throws {
    #expect(cache.list() == [])
    try store("models--openai-community--gpt2", without: "model.safetensors")
    try store("models--gpt2")
    try store("models--a--b")
    try store("models--c--d", ref: nil)
    try store("datasets--e--f")
    try scratch.write("x", to: "models--a--b/refs/broken")
    #expect(cache.list().map(\.reference.description) == ["a/b", "c/d@\(commit)", "gpt2-small"])
    #expect(cache.list().map(\.state) == [.complete, .complete, .complete])
    #expect(cache.names() == ["a/b", "gpt2-small"])
  }

  @Test func `counts what a broken download left`() throws {
    try store("models--a--b", without: "model.safetensors")
    try scratch.write("12345", to: "models--a--b/blobs/f00.actadd.incomplete")
    #expect(cache.list().map(\.state) == [.partial(kept: 5)])
  }
}
