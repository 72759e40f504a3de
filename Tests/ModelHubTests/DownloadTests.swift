import Foundation
import ModelHub
import Testing

@Suite(.enabled(if: MockHub.isAvailable, "\(MockHub.absence)")) struct Downloads {
  @Test func `lay the cache out as Python does`() throws {
    let hub = try MockHub()
    let model = try hub.fetch()
    #expect(model.state == .complete)
    #expect(model.commit == hub.ready.commit)
    #expect(model.folder.path == "\(hub.repository)/snapshots/\(hub.ready.commit)")
    #expect(try sha256(of: "\(model.folder.path)/model.safetensors") == hub.etag())
    let files = ["config.json", "vocab.json", "merges.txt", "model.safetensors"]
    let snapshot = "snapshots/\(hub.ready.commit)"
    #expect(
      contents(of: hub.repository)
        == Set(
          ["blobs", "refs", "refs/main", "snapshots", snapshot]
            + files.flatMap { ["\(snapshot)/\($0)", "blobs/\(hub.etag($0))"] }))
    for file in files {
      let link = try FileManager.default.destinationOfSymbolicLink(
        atPath: "\(model.folder.path)/\(file)")
      #expect(link == "../../blobs/\(hub.etag(file))")
    }
    let ref = try String(contentsOfFile: "\(hub.repository)/refs/main", encoding: .utf8)
    #expect(ref == hub.ready.commit)
    #expect(
      contents(of: "\(hub.scratch.path)/hub/.locks/models--openai-community--gpt2")
        == Set(files.map { "\(hub.etag($0)).lock" }))
  }

  @Test func `ask for the bytes in windows and for identity encoding`() throws {
    let hub = try MockHub(["size": 2_500_000])
    try hub.fetch(window: 1_000_000)
    #expect(
      try hub.requests(to: "content").map(\.range)
        == ["bytes=0-999999", "bytes=1000000-1999999", "bytes=2000000-2499999"])
    #expect(try hub.requests().allSatisfy { $0.encoding == "identity" })
  }

  @Test func `ask nothing about a commit that is here, and little about a branch`() throws {
    let hub = try MockHub()
    try hub.fetch()
    let before = try hub.requests().count
    try hub.fetch("gpt2-small@\(hub.ready.commit)")
    #expect(try hub.requests().count == before)
    try hub.fetch("gpt2-small")
    #expect(try hub.requests().dropFirst(before).map(\.method) == ["HEAD"])
  }

  @Test func `remember a revision by the name it was asked for`() throws {
    let hub = try MockHub()
    try hub.fetch("openai-community/gpt2@v1")
    #expect(contents(of: "\(hub.repository)/refs") == ["v1"])
    #expect(hub.cache.list().map(\.reference.description) == ["gpt2-small@v1"])
  }

  @Test func `leave the old version in use until the new one is here`() throws {
    let hub = try MockHub()
    let old = try hub.fetch()
    let commit = String(repeating: "b", count: 40)
    let changed = try MockHub(["commit": commit, "size": 2_000_000], scratch: hub.scratch)
    let reference = try ModelReference(parsing: "gpt2-small")
    #expect(throws: ModelHubError.declined(model: "gpt2-small")) {
      try changed.fetch(confirm: { _ in false })
    }
    #expect(hub.cache.locate(reference) == old)
    let new = try changed.fetch()
    #expect(new.commit == commit)
    #expect(hub.cache.locate(reference) == new)
    #expect(
      hub.cache.locate(try ModelReference(parsing: "gpt2@\(old.commit)"))?.commit == old.commit)
    // The small files did not change, and were not fetched again.
    #expect(try changed.requests(to: "hub", method: "GET").isEmpty)
  }

  @Test func `follow the hub's own redirects`() throws {
    let hub = try MockHub(["repository": "somebody/renamed"])
    let error = #expect(throws: ModelHubError.self) { try hub.fetch("gpt2-small") }
    #expect(error?.description.contains("no model") == true)
    let moved = try MockHub(["redirect": true])
    #expect(try moved.fetch().state == .complete)
    #expect(try moved.requests(to: "content").contains { $0.path.hasPrefix("/moved") })
  }

  @Test func `fetch every part that the index lists, and count them all`() throws {
    let hub = try MockHub(["parts": 3, "size": 600_000])
    var seen: [DownloadProgress] = []
    var plans: [DownloadPlan] = []
    let model = try hub.fetch(
      report: { if case .progress(let progress) = $0 { seen.append(progress) } },
      confirm: {
        plans.append($0)
        return true
      })
    #expect(try model.folder.weightFiles().count == 3)
    #expect(model.state == .complete)
    #expect(plans.count == 1)
    #expect(plans.first?.files.count == 3)
    #expect(plans.first?.missingBytes == 600_000)
    #expect(plans.first?.isLarge == false)
    #expect(seen.last?.bytes == 600_000)
    #expect(seen.allSatisfy { $0.total == 600_000 })
    #expect(seen.map(\.bytes) == seen.map(\.bytes).sorted())
    // The single file was looked for first, and that it is absent need not be asked again.
    #expect(
      contents(of: "\(hub.repository)/.no_exist/\(hub.ready.commit)") == ["model.safetensors"])
  }

  @Test func `show the configuration before the weights are agreed to`() throws {
    let hub = try MockHub()
    #expect(throws: ModelHubError.declined(model: "gpt2-small")) {
      try hub.fetch(confirm: { plan in
        #expect(FileManager.default.fileExists(atPath: "\(plan.folder.path)/config.json"))
        #expect(plan.commit == hub.ready.commit)
        return false
      })
    }
    #expect(try hub.requests(to: "content").isEmpty)
    #expect(hub.cache.list().map(\.state) == [.partial(kept: 0)])
  }

  @Test func `say how to convert pickled weights`() throws {
    let hub = try MockHub(["pickled": true, "repository": "ada/net"])
    let error = #expect(throws: ModelHubError.self) { try hub.fetch("ada/net") }
    #expect(error == .onlyPickledWeights(model: "ada/net", file: "pytorch_model.bin"))
    #expect(
      error?.description.hasSuffix(
        "part.from_pretrained(\"ada/net\").save_pretrained(\"net\")") == true)
    #expect(error?.description.contains("and then :load ./net") == true)
  }

  @Test func `name the file that a repository lacks`() throws {
    for file in ["config.json", "merges.txt"] {
      let hub = try MockHub(["without": [file]])
      #expect(
        throws: ModelHubError.fileNotFound(repository: "openai-community/gpt2", file: file)
      ) { try hub.fetch() }
    }
    let hub = try MockHub(["without": ["model.safetensors"]])
    #expect(throws: ModelHubError.noWeights(model: "openai-community/gpt2")) { try hub.fetch() }
  }
}
