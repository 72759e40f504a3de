import Foundation
import Testing

@Suite struct `What the program says of models` {
  @Test func `is what a researcher asks about the one that is loaded`() throws {
    let model = TestFolder.random.path
    let run = try ProgramRun(["--model", model, "--json", "-c", ":set n=3 tokens=20; :model"])
    #expect(run.status == 0, "\(run.errors)")
    let fields = try #require(run.records().last)
    let numbers = [
      "layers": 3, "width": 48, "heads": 4, "hidden": 192, "context": 64, "vocabulary": 2560,
      "parameters": 210_864, "weight_bytes": 843_456,
    ]
    for (name, expected) in numbers { #expect(fields[name] as? Int == expected, "\(name)") }
    let words = [
      "model": "random", "family": "gpt2", "activation": "gelu_new", "dtype": "fp32",
      "stored_dtype": "F32",
      "weights_sha256": "0934e0f5c154d7463b75a91c0799ecbc8fefe680424a75f7d159a037a856dcf8",
    ]
    for (name, expected) in words { #expect(fields[name] as? String == expected, "\(name)") }
    #expect(fields["revision"] is NSNull)
    #expect(fields["files"] as? [String] == ["\(model)/model.safetensors"])
    for name in ["resident_bytes", "free_bytes", "context_bytes"] {
      #expect((fields[name] as? Int ?? 0) > 0, "\(name)")
    }
  }

  @Test func `names those it can load, with size, layers and place`() throws {
    let run = try ProgramRun(["--json", "-c", ":models"])
    let models = try #require(run.records().last?["models"] as? [[String: Any]])
    #expect(
      models.map { $0["name"] as? String } == [
        "tiny", "gpt2-small", "gpt2-medium", "gpt2-large", "gpt2-xl", "distilgpt2",
      ])
    #expect(models.map { $0["layers"] as? Int } == [12, 12, 24, 36, 48, 6])
    #expect(
      models.map { $0["place"] as? String } == ["built in"] + .init(repeating: "hub", count: 5))
    for model in models { #expect((model["bytes"] as? Int ?? 0) > 5_000_000) }
  }
}
