import Foundation
import ModelHub
import Testing

private let tiny = MockHub.folder.deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "Sources/Models/Resources/tiny").path

/// The words of an output, so that the place where a line was broken does not matter.
private func words(_ output: String) -> String {
  output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

@Suite(.enabled(if: MockHub.isAvailable, "\(MockHub.absence)")) struct `The program says` {
  @Test(arguments: [
    ("gpt_neox", "EleutherAI/pythia-70m"), ("opt", "facebook/opt-125m"),
    ("llama", "meta-llama/Llama-2-7b"),
  ])
  func `what it found and what it supports, before anything large`(family: String, name: String)
    throws
  {
    let hub = try MockHub([
      "folder": tiny, "repository": name, "configuration": ["model_type": family],
      "without": ["vocab.json", "merges.txt"],
    ])
    let (status, output) = try RunningProgram.actadd("--model", name, on: hub).finish()
    #expect(status == 1)
    #expect(
      words(output).contains(
        "config.json describes a model of type \(family); this program runs gpt2"), "\(output)")
    #expect(try hub.requests(to: "content").isEmpty)
  }

  @Test func `how to convert pickled weights, in lines that can be pasted`() throws {
    let hub = try MockHub(["folder": tiny, "repository": "ada/net", "pickled": true])
    let (status, output) = try RunningProgram.actadd("--model", "ada/net", on: hub).finish()
    #expect(status == 1)
    #expect(output.contains("from transformers import AutoModelForCausalLM, AutoTokenizer\n"))
    #expect(output.contains("part.from_pretrained(\"ada/net\").save_pretrained(\"net\")\n"))
    #expect(words(output).contains("and then :load ./net"), "\(output)")
  }

  @Test func `what a model would take that does not fit, and fetches nothing`() throws {
    let hub = try MockHub(["folder": tiny])
    let small = ["ACTADD_MEMORY": "5MB"]
    let sentence =
      "gpt2-small does not fit into memory: its 2805504 parameters take 11 MB and the context of "
      + "10 completions of 50 tokens 6 MB, but 5 MB are free"
    for _ in 0..<2 {
      let (status, output) = try RunningProgram.actadd(
        "--model", "gpt2-small", on: hub, with: small
      ).finish()
      #expect(status == 1)
      #expect(words(output).contains(sentence), "\(output)")
      #expect(try hub.requests(to: "content").isEmpty)
    }
    #expect(try RunningProgram.actadd("--model", "gpt2-small", on: hub).finish().status == 0)
    let cached = try RunningProgram.actadd("--model", "gpt2-small", on: hub, with: small).finish()
    #expect(cached.status == 1)
    #expect(words(cached.output).contains(sentence), "\(cached.output)")
    let less = try RunningProgram.actadd(
      "-c", ":set n=1 tokens=10; :load gpt2-small", on: hub, with: ["ACTADD_MEMORY": "12MB"]
    ).finish()
    #expect(less.status == 0, "\(less.output)")
  }

  @Test func `nothing of a web page that a proxy stored as a model, and fetches it anew`() throws {
    let hub = try MockHub(["folder": tiny])
    #expect(try RunningProgram.actadd("--model", "gpt2-small", on: hub).finish().status == 0)
    try Data("<!DOCTYPE html><html>Log in".utf8).write(to: URL(filePath: hub.blob()))
    let offline = try RunningProgram.actadd(
      "--model", "gpt2-small", on: hub, with: ["HF_HUB_OFFLINE": "1"]
    ).finish()
    #expect(offline.status == 1)
    #expect(words(offline.output).contains("HF_HUB_OFFLINE forbids downloads"))
    let online = try RunningProgram.actadd("--model", "gpt2-small", on: hub).finish()
    #expect(online.status == 0, "\(online.output)")
    #expect(try sha256(of: hub.blob()) == hub.etag())
  }

  @Test func `that a folder holds a web page`() throws {
    let hub = try MockHub(["folder": tiny])
    for file in ["config.json", "vocab.json", "merges.txt", "model.safetensors"] {
      let folder = "\(hub.scratch.path)/\(file)-is-a-page"
      try FileManager.default.copyItem(atPath: tiny, toPath: folder)
      try Data("<!DOCTYPE html><html>Log in".utf8).write(to: URL(filePath: "\(folder)/\(file)"))
      let (status, output) = try RunningProgram.actadd("-c", ":load \(folder)", on: hub).finish()
      #expect(status == 1, "\(file): \(output)")
      #expect(words(output).contains(file), "\(output)")
    }
  }

  @Test func `that the content was damaged on its way`() throws {
    let hub = try MockHub(["folder": tiny, "corrupt": 1])
    let (status, output) = try RunningProgram.actadd("--model", "gpt2-small", on: hub).finish()
    #expect(status == 1)
    #expect(words(output).contains("model.safetensors was damaged on its way"), "\(output)")
    #expect(length(of: hub.blob()) == nil)
    #expect(try RunningProgram.actadd("--model", "gpt2-small", on: hub).finish().status == 0)
  }

  @Test func `that the disk is full, and goes on after room was made`() throws {
    let hub = try MockHub(["folder": tiny])
    let limited = try RunningProgram(
      [
        "/bin/bash", "-c", "ulimit -f 2000; exec \"$0\" --model gpt2-small",
        RunningProgram.built("actadd"),
      ], variables: hub.variables, withErrors: true
    ).finish()
    #expect(limited.status == 1)
    #expect(words(limited.output).contains("The disk is full: "), "\(limited.output)")
    #expect(length(of: hub.partial()) == 2_048_000)
    let listed = try RunningProgram.actadd("-c", ":models", on: hub).finish().output
    #expect(listed.contains("partial: 2.1 MB in the cache"), "\(listed)")
    let again = try RunningProgram.actadd("--model", "gpt2-small", on: hub).finish()
    #expect(again.status == 0, "\(again.output)")
    #expect(again.output.contains("going on after 2.0 MB"), "\(again.output)")
  }

  @Test func `nothing when it is killed, and goes on where it was`() throws {
    let hub = try MockHub(["folder": tiny, "throttle": 0.02])
    let first = try RunningProgram.actadd("--model", "gpt2-small", on: hub)
    #expect(eventually { (length(of: hub.partial()) ?? 0) > 500_000 })
    first.kill()
    let kept = try #require(length(of: hub.partial()))
    let before = try hub.requests(to: "content").count
    let again = try RunningProgram.actadd("--model", "gpt2-small", on: hub).finish()
    #expect(again.status == 0, "\(again.output)")
    let ranges = try hub.requests(to: "content").dropFirst(before).map(\.range)
    #expect(ranges.first?.hasPrefix("bytes=\(kept)-") == true, "\(ranges)")
    #expect(try sha256(of: hub.blob()) == hub.etag())
  }

  @Test func `that it waits for another one, and both load what was fetched once`() throws {
    let hub = try MockHub(["folder": tiny, "throttle": 0.01])
    let first = try RunningProgram.actadd("--model", "gpt2-small", on: hub)
    #expect(eventually { (length(of: hub.partial()) ?? 0) > 100_000 })
    let second = try RunningProgram.actadd("--model", "gpt2", on: hub).finish()
    let end = first.finish()
    #expect(end.status == 0, "\(end.output)")
    #expect(second.status == 0, "\(second.output)")
    #expect(
      words(second.output).contains("Waiting for another program that is downloading"),
      "\(second.output)")
    #expect(try hub.requests(to: "content").count == 1)
  }
}
