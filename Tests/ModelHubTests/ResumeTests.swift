import Foundation
import ModelHub
import Testing

@Suite(.enabled(if: MockHub.isAvailable, "\(MockHub.absence)")) struct `A broken download` {
  @Test func `goes on after kill -9`() throws {
    let hub = try MockHub(["size": 4_000_000, "throttle": 0.02])
    let probe = try RunningProgram.probe("gpt2-small", on: hub)
    #expect(eventually { (length(of: hub.partial()) ?? 0) > 1_500_000 })
    probe.kill()
    let kept = try #require(length(of: hub.partial()))
    #expect(length(of: hub.blob()) == nil)
    #expect(hub.cache.locate(try ModelReference(parsing: "gpt2-small")) == nil)
    let before = try hub.requests(to: "content").count
    let (status, output) = try RunningProgram.probe("gpt2-small", on: hub).finish()
    #expect(status == 0, "\(output)")
    let range = try hub.requests(to: "content").dropFirst(before).first?.range
    #expect(range?.hasPrefix("bytes=\(kept)-") == true)
    #expect(try sha256(of: hub.blob()) == hub.etag())
    #expect(length(of: hub.partial()) == nil)
  }

  @Test func `keeps its part when the user stops it, and says how to go on`() throws {
    let hub = try MockHub(["size": 4_000_000, "throttle": 0.01])
    var bytes: Int64 = 0
    let error = #expect(throws: ModelHubError.self) {
      try hub.fetch(
        report: { if case .progress(let progress) = $0 { bytes = progress.bytes } },
        shouldStop: { bytes > 1_000_000 })
    }
    let kept = Int64(try #require(length(of: hub.partial())))
    #expect(kept >= bytes && kept < 4_000_000)
    #expect(error == .stopped(model: "gpt2-small", kept: kept))
    #expect(error?.description.hasSuffix("MB; :load gpt2-small goes on.") == true)
    #expect(hub.cache.list().map(\.state) == [.partial(kept: kept)])
    var plan: DownloadPlan?
    try hub.fetch(confirm: {
      plan = $0
      return true
    })
    #expect(plan?.missingBytes == 4_000_000 - kept)
    #expect(try sha256(of: hub.blob()) == hub.etag())
  }

  @Test func `goes on within the same run when the connection breaks`() throws {
    let hub = try MockHub(["drop_after": 300_000, "drops": 4])
    var notices: [String] = []
    try hub.fetch(report: { if let notice = $0.notice { notices.append(notice) } })
    #expect(notices.count == 4)
    #expect(notices.allSatisfy { $0.contains("broke the connection") })
    #expect(try sha256(of: hub.blob()) == hub.etag())
  }

  @Test func `goes on when the connection falls silent`() throws {
    let hub = try MockHub(["stall_after": 300_000])
    var notices: [String] = []
    try hub.fetch(
      with: ["HF_HUB_DOWNLOAD_TIMEOUT": "1"],
      report: { if let notice = $0.notice { notices.append(notice) } })
    #expect(
      notices == ["127.0.0.1:\(hub.ready.content) sent nothing for 1 s. Trying again in 1 s."])
    #expect(try sha256(of: hub.blob()) == hub.etag())
  }

  @Test func `is given up after some failures without a byte in between`() throws {
    let hub = try MockHub(["content_status": 502, "content_failures": 99])
    let error = #expect(throws: ModelHubError.self) { try hub.fetch() }
    let cause = ModelHubError.server(
      host: "127.0.0.1:\(hub.ready.content)", status: 502, message: nil, retryAfter: nil)
    #expect(
      error
        == .interrupted(model: "gpt2-small", file: "model.safetensors", kept: 0, reason: cause))
    #expect(try hub.requests(to: "content").count == 3)
  }

  @Test(arguments: [500, 503, 429, 408])
  func `survives a passing failure`(status: Int) throws {
    let hub = try MockHub([
      "content_status": status, "content_failures": 2, "hub_status": status, "hub_failures": 2,
    ])
    #expect(try hub.fetch().state == .complete)
  }

  @Test func `gets a fresh signed link when the old one has expired`() throws {
    let hub = try MockHub(["link_uses": 1])
    #expect(try hub.fetch().state == .complete)
    let content = try hub.requests(to: "content")
    #expect(content.filter { $0.status == 403 }.count == 2)
    #expect(content.filter { $0.status == 206 }.count == 3)
    #expect(Set(content.map(\.path)).count == 3)
  }

  @Test func `starts again when the host ignores ranges`() throws {
    let hub = try MockHub(["ignore_range": true, "drop_after": 700_000])
    var startedOver = false
    try hub.fetch(report: { if case .startingOver = $0 { startedOver = true } })
    #expect(startedOver)
    #expect(try sha256(of: hub.blob()) == hub.etag())
  }

  @Test func `starts again when the host knows no such range`() throws {
    let hub = try MockHub(["content_status": 416])
    try hub.scratch.write(
      "0123456789", to: "hub/models--openai-community--gpt2/blobs/\(hub.etag()).actadd.incomplete")
    try hub.fetch()
    let ranges = try hub.requests(to: "content").map(\.range)
    #expect(ranges.first?.hasPrefix("bytes=10-") == true)
    #expect(ranges.dropFirst().first == "bytes=0-1048575")
    #expect(try sha256(of: hub.blob()) == hub.etag())
  }

  @Test(arguments: [0, 10, 2_999_999, 3_000_000, 3_000_001])
  func `does not trust a part of another file`(length: Int) throws {
    let hub = try MockHub()
    try hub.scratch.write(
      String(repeating: "x", count: length),
      to: "hub/models--openai-community--gpt2/blobs/\(hub.etag()).actadd.incomplete")
    try hub.fetch()
    #expect(try sha256(of: hub.blob()) == hub.etag())
  }
}
