import Foundation
import ModelHub
import Testing

@Suite(.enabled(if: MockHub.isAvailable, "\(MockHub.absence)")) struct `A damaged answer` {
  @Test func `with a wrong checksum never enters the cache`() throws {
    let hub = try MockHub(["corrupt": 1])
    let error = #expect(throws: ModelHubError.self) { try hub.fetch() }
    #expect(error?.description.hasPrefix("model.safetensors was damaged on its way") == true)
    #expect(length(of: hub.blob()) == nil)
    #expect(length(of: hub.partial()) == nil)
    #expect(try hub.fetch().state == .complete)
  }

  @Test func `is fetched again when only an earlier run's part can be wrong`() throws {
    let hub = try MockHub(["size": 1_000_000])
    try hub.scratch.write(
      String(repeating: "x", count: 500_000),
      to: "hub/models--openai-community--gpt2/blobs/\(hub.etag()).actadd.incomplete")
    var startedOver = false
    try hub.fetch(report: { if case .startingOver = $0 { startedOver = true } })
    #expect(startedOver)
    #expect(try sha256(of: hub.blob()) == hub.etag())
  }

  @Test func `from a proxy in the hub's place is recognized`() throws {
    let hub = try MockHub(["hub_page": true])
    let error = #expect(throws: ModelHubError.self) { try hub.fetch() }
    #expect(
      error
        == .notAHub(
          address: "\(hub.endpoint)/openai-community/gpt2/resolve/main/config.json"))
    #expect(contents(of: "\(hub.scratch.path)/hub").isEmpty)
  }

  @Test func `from a proxy in the content's place is recognized`() throws {
    let hub = try MockHub(["page": true])
    #expect(
      throws: ModelHubError.webPage(
        file: "model.safetensors", address: "127.0.0.1:\(hub.ready.content)")
    ) { try hub.fetch() }
    #expect(length(of: hub.blob()) == nil)
  }

  @Test(arguments: ["model.safetensors", "config.json"])
  func `that some program stored as a model is replaced`(file: String) throws {
    let hub = try MockHub()
    let model = try hub.fetch()
    let size = try #require(length(of: hub.blob(file)))
    for page in ["<html>", "<html>" + String(repeating: " ", count: size - 6)] {
      try Data(page.utf8).write(to: URL(filePath: hub.blob(file)))
      #expect(hub.cache.locate(try ModelReference(parsing: "gpt2-small")) == nil)
      #expect(try hub.fetch() == model)
      #expect(hub.cache.locate(try ModelReference(parsing: "gpt2-small")) == model)
    }
  }

  @Test func `that is shorter than the hub said is not taken`() throws {
    let hub = try MockHub(["short": true])
    #expect(throws: ModelHubError.self) { try hub.fetch() }
    let whole = try MockHub(["short": true, "ignore_range": true])
    let error = #expect(throws: ModelHubError.self) { try whole.fetch() }
    #expect(
      error
        == .interrupted(
          model: "gpt2-small", file: "model.safetensors", kept: 0,
          reason: .wrongSize(file: "model.safetensors", expected: 3_000_000, found: 1_500_000)))
    #expect(length(of: whole.blob()) == nil)
  }
}
