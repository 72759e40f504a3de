import Foundation
import ModelHub
import Testing

@Suite(.enabled(if: MockHub.isAvailable, "\(MockHub.absence)")) struct `A shared disk` {
  @Test func `two programs at once download once`() throws {
    let hub = try MockHub(["throttle": 0.01])
    let first = try RunningProgram.probe("gpt2-small", on: hub)
    #expect(eventually { (length(of: hub.partial()) ?? 0) > 100_000 })
    let second = try RunningProgram.probe("gpt2", on: hub)
    let (firstEnd, secondEnd) = (first.finish(), second.finish())
    #expect(firstEnd.status == 0, "\(firstEnd.output)")
    #expect(secondEnd.status == 0, "\(secondEnd.output)")
    #expect(secondEnd.output.contains("Waiting for another program that is downloading"))
    #expect(try hub.requests(to: "content").count == 3)
    #expect(try sha256(of: hub.blob()) == hub.etag())
  }

  @Test func `waiting for another program can be stopped`() throws {
    let hub = try MockHub(["throttle": 0.05])
    let other = try RunningProgram.probe("gpt2-small", on: hub)
    #expect(eventually { (length(of: hub.partial()) ?? 0) > 100_000 })
    var isWaiting = false
    let error = #expect(throws: ModelHubError.self) {
      try hub.fetch(
        report: { if case .waiting = $0 { isWaiting = true } }, shouldStop: { isWaiting })
    }
    other.kill()
    #expect(isWaiting)
    guard case .stopped = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `a model larger than the disk is refused before it starts`() throws {
    let hub = try MockHub(["claimed_size": 1_000_000_000_000_000])
    var asked = false
    let error = #expect(throws: ModelHubError.self) {
      try hub.fetch(confirm: { _ in
        asked = true
        return true
      })
    }
    guard case .noSpace(_, 1_010_000_000_000_000, let free) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(free > 0)
    #expect(error?.description.contains("1010.0 TB are needed") == true)
    #expect(!asked)
    #expect(try hub.requests(to: "content").isEmpty)
  }

  @Test func `a full disk keeps what has arrived`() throws {
    let hub = try MockHub()
    // The shell counts a file's size in kilobytes here: the weights are three times as long.
    let limited = try RunningProgram(
      ["/bin/bash", "-c", "ulimit -f 1000; exec \"$0\" gpt2-small", RunningProgram.probePath],
      variables: hub.variables)
    let (status, output) = limited.finish()
    #expect(status == 1)
    #expect(output.contains("failed: The disk is full: "), "\(output)")
    #expect(length(of: hub.partial()) == 1_024_000)
    #expect(length(of: hub.blob()) == nil)
    let before = try hub.requests(to: "content").count
    #expect(try hub.fetch().state == .complete)
    let ranges = try hub.requests(to: "content").dropFirst(before).map(\.range)
    #expect(ranges.first?.hasPrefix("bytes=1024000-") == true)
  }

  @Test func `a cache that cannot be written is a sentence`() throws {
    let hub = try MockHub()
    try hub.scratch.write("not a folder", to: "file")
    let error = #expect(throws: ModelHubError.self) {
      try hub.fetch(with: ["HF_HUB_CACHE": "\(hub.scratch.path)/file/cache"])
    }
    #expect(error?.description.hasPrefix("Cannot make the folder ") == true)
  }
}
