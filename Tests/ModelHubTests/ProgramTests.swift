import Foundation
import ModelHub
import Testing

/// The settings that let the mock serve the built-in model, which can be loaded, 5 MB long.
private let loadable: [String: any Sendable] = {
  let sources = MockHub.folder.deletingLastPathComponent().deletingLastPathComponent()
  return ["folder": sources.appending(path: "Sources/Models/Resources/tiny").path]
}()

private func hub(_ settings: [String: any Sendable] = [:], scratch: ScratchFolder? = nil) throws
  -> MockHub
{
  try MockHub(loadable.merging(settings) { $1 }, scratch: scratch)
}

@Suite(.enabled(if: MockHub.isAvailable, "\(MockHub.absence)")) struct `The program` {
  @Test func `loads a model from the hub, and from the cache without a request`() throws {
    let hub = try hub()
    let first = try RunningProgram.actadd("-c", ":load gpt2-small", on: hub).finish()
    #expect(first.status == 0, "\(first.output)")
    #expect(first.output.contains("loaded gpt2-small: 12 layers, width 128"), "\(first.output)")
    #expect(first.output.contains("downloading 5.6 MB of gpt2-small\n"), "\(first.output)")
    #expect(first.output.contains("downloaded gpt2-small in "), "\(first.output)")
    let before = try hub.requests().count
    for variables in [[:], ["HF_HUB_OFFLINE": "1"]] {
      let again = try RunningProgram.actadd(
        "--model", "gpt2-small", "-c",
        "let love = x(\"Love\",\"Hate\",5,6); :compare \"I hate\" n=1", on: hub,
        with: variables
      ).finish()
      #expect(again.status == 0, "\(again.output)")
      #expect(again.output.hasPrefix("loaded gpt2-small: 12 layers"), "\(again.output)")
    }
    #expect(try hub.requests().count == before)
  }

  @Test(arguments: [
    ("gpt2", "openai-community/gpt2"), ("gpt2-medium", "openai-community/gpt2-medium"),
    ("gpt2-large", "openai-community/gpt2-large"), ("gpt2-xl", "openai-community/gpt2-xl"),
    ("distilgpt2", "distilbert/distilgpt2"), ("ada/net", "ada/net"), ("ada/net@v1", "ada/net"),
  ])
  func `knows where each model is`(name: String, repository: String) throws {
    let hub = try hub(["repository": repository])
    let (status, output) = try RunningProgram.actadd("--model", name, on: hub).finish()
    #expect(status == 0, "\(output)")
    #expect(output.contains("loaded \(name): "), "\(output)")
    let listed = try RunningProgram.actadd("-c", ":models", "--json", on: hub).finish().output
    let plain = name == "gpt2" ? "gpt2-small" : name
    #expect(listed.contains("{\"name\":\"\(plain)\",\"bytes\":5"), "\(listed)")
    #expect(listed.contains("\"layers\":12,\"place\":\"cache\""), "\(listed)")
  }

  @Test func `loads a folder by any kind of path`() throws {
    let hub = try hub()
    let folder = try #require(loadable["folder"] as? String)
    try FileManager.default.createSymbolicLink(
      atPath: "\(hub.scratch.path)/my model", withDestinationPath: folder)
    for path in [folder, "\"\(hub.scratch.path)/my model\"", "\"~/my model\""] {
      let (status, output) = try RunningProgram.actadd("-c", ":load \(path)", on: hub).finish()
      #expect(status == 0, "\(output)")
      #expect(output.contains(": 12 layers"), "\(output)")
    }
    #expect(try hub.requests().isEmpty)
  }

  @Test func `joins the parts that an index lists`() throws {
    let hub = try hub(["parts": 3])
    let (status, output) = try RunningProgram.actadd(
      "-c", ":load gpt2-small; :model", "--json", on: hub
    ).finish()
    #expect(status == 0, "\(output)")
    #expect(output.contains("model-00003-of-00003.safetensors"), "\(output)")
    #expect(output.contains("\"revision\":\"\(hub.ready.commit)\""), "\(output)")
    #expect(output.contains("\"stored_dtype\":\"F16\""), "\(output)")
  }

  @Test func `fetches much only with yes where nobody can be asked`() throws {
    let hub = try hub(["blocks": 4])
    let refused = try RunningProgram.actadd("--model", "gpt2-small", on: hub).finish()
    #expect(refused.status == 1)
    let words = refused.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      words.contains(
        "gpt2-small is a download of 123 MB, and nobody is here to agree to it: "
          + "start actadd with --yes"), "\(refused.output)")
    #expect(try hub.requests(to: "content").isEmpty)
    let agreed = try RunningProgram.actadd("--model", "gpt2-small", "--yes", on: hub).finish()
    #expect(agreed.status == 0, "\(agreed.output)")
    #expect(agreed.output.contains("loaded gpt2-small: 4 layers, width 768"), "\(agreed.output)")
  }

  @Test func `asks a person once before it fetches much`() throws {
    let hub = try hub(["blocks": 4])
    let question = "download 123 MB of gpt2-small? [y/n]"
    let (status, output) = try RunningProgram.actadd(
      "--no-rc", on: hub,
      typing: [
        ("❯ ", ":load gpt2-small\r"), (question, "n"), ("❯ ", ":load gpt2-small\r"),
        (question, "y"), ("4 layers, width 768", ""), ("❯ ", "\u{4}"),
      ]
    ).finish()
    #expect(status == 0, "\(output)")
    #expect(output.components(separatedBy: question).count == 3, "\(output)")
    #expect(output.contains("gpt2-small was not downloaded"), "\(output)")
    #expect(output.contains("4 layers, 30761472 parameters, "), "\(output)")
  }

  @Test func `shows rate and time left, and keeps the part on Ctrl-C`() throws {
    let hub = try hub(["throttle": 0.05])
    let (status, output) = try RunningProgram.actadd(
      "--no-rc", on: hub,
      typing: [
        ("❯ ", ":load gpt2-small\r"), (" left", "\u{3}"), (":load gpt2-small goes on", ""),
        ("❯ ", ":list\r"), ("no vectors", ""), ("❯ ", "\u{4}"),
      ]
    ).finish()
    #expect(status == 0, "\(output)")
    let bar = try Regex(#"gpt2-small  [0-9.]+ [kM]B of 5.6 MB  [0-9.]+ [kM]B/s +[0-9]+ %  .*left"#)
    #expect(output.contains(bar), "\(output)")
    let kept = try #require(length(of: hub.partial()))
    #expect(kept > 0)
    #expect(output.contains("Stopped, and kept "), "\(output)")
    let before = try hub.requests(to: "content").count
    let again = try RunningProgram.actadd("--model", "gpt2-small", on: hub).finish()
    #expect(again.status == 0, "\(again.output)")
    #expect(again.output.contains("going on after "), "\(again.output)")
    let ranges = try hub.requests(to: "content").dropFirst(before).map(\.range)
    #expect(ranges.first?.hasPrefix("bytes=\(kept)-") == true, "\(ranges)")
  }

  @Test func `leaves with status 130 when Ctrl-C stops a script`() throws {
    let hub = try hub(["throttle": 0.05])
    let (status, output) = try RunningProgram.actadd(
      "--model", "gpt2-small", "-c", ":list", on: hub, typing: [(" left", "\u{3}")]
    ).finish()
    #expect(status == 130, "\(output)")
    #expect(output.contains(":load gpt2-small goes on"), "\(output)")
  }

  @Test func `draws no bar when HF_HUB_DISABLE_PROGRESS_BARS is set`() throws {
    let hub = try hub(["throttle": 0.02])
    let (status, output) = try RunningProgram(
      ["/usr/bin/env", "HF_HUB_DISABLE_PROGRESS_BARS=1"] + MockHub.python + [
        MockHub.folder.appending(path: "Mock/terminal.py").path, "[]",
        RunningProgram.built("actadd"), "--model", "gpt2-small", "-c", ":list",
      ], variables: hub.variables.merging(["TERM": "xterm"]) { $1 }
    ).finish()
    #expect(status == 0, "\(output)")
    #expect(!output.contains(" left"), "\(output)")
  }
}
