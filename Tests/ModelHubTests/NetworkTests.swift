import Foundation
import ModelHub
import Testing

@Suite(.enabled(if: MockHub.isAvailable, "\(MockHub.absence)")) struct `Without the hub` {
  @Test(arguments: ["HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"])
  func `offline, the cache alone is used`(variable: String) throws {
    let hub = try MockHub()
    #expect(throws: ModelHubError.offline(model: "gpt2-small", variable: variable)) {
      try hub.fetch(with: [variable: "1"])
    }
    let model = try hub.fetch()
    let before = try hub.requests().count
    #expect(try hub.fetch(with: [variable: "1"]) == model)
    #expect(try hub.requests().count == before)
  }

  @Test func `an unreachable one is told at once`() throws {
    let hub = try MockHub()
    let error = #expect(throws: ModelHubError.self) {
      try hub.fetch(with: ["HF_ENDPOINT": "http://127.0.0.1:9"])
    }
    #expect(error?.description.hasPrefix("127.0.0.1:9 cannot be reached (") == true)
  }

  @Test(arguments: ["http://127.0.0.1:9", "nonsense", "ftp://127.0.0.1", "http://"])
  func `an endpoint that is none is a sentence`(endpoint: String) throws {
    let hub = try MockHub()
    #expect(throws: ModelHubError.self) { try hub.fetch(with: ["HF_ENDPOINT": endpoint]) }
  }

  @Test func `a copy in the cache is used and that is said`() throws {
    let hub = try MockHub()
    let model = try hub.fetch()
    var notices: [String] = []
    func report(_ event: DownloadEvent) {
      if let notice = event.notice { notices.append(notice) }
    }
    #expect(try hub.fetch(with: ["HF_ENDPOINT": "http://127.0.0.1:9"], report: report) == model)
    let failing = try MockHub(["hub_status": 503], scratch: hub.scratch)
    #expect(try failing.fetch(attempts: 1, report: report) == model)
    let refusing = try MockHub(["hub_status": 401], scratch: hub.scratch)
    #expect(try refusing.fetch(report: report) == model)
    #expect(notices.count == 3)
    #expect(notices.allSatisfy { $0.hasSuffix("Using the copy in the cache.") })
  }

  @Test func `a silent one is given up after the time that was set`() throws {
    let hub = try MockHub(["hub_stalls": 1])
    let start = ContinuousClock.now
    #expect(try hub.fetch(with: ["HF_HUB_ETAG_TIMEOUT": "1"]).state == .complete)
    #expect(ContinuousClock.now - start < .seconds(9))
  }

  @Test func `a proxy from the environment carries everything`() throws {
    let hub = try MockHub(["content_host": "content.test"])
    let (status, output) = try RunningProgram.probe(
      "gpt2-small", on: hub,
      with: ["HF_ENDPOINT": "http://hub.test", "http_proxy": hub.endpoint]
    ).finish()
    #expect(status == 0, "\(output)")
    let proxied = try hub.requests(to: "proxy")
    #expect(proxied.contains { $0.path.hasPrefix("http://hub.test/openai-community/") })
    #expect(proxied.contains { $0.path.hasPrefix("http://content.test/repos/") })
    #expect(try sha256(of: hub.blob()) == hub.etag())
  }
}
