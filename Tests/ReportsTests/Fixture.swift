import FoundationEssentials
import Testing

/// A text kept beside the tests that a result is compared with.
struct Fixture {
  let path: String

  init(_ name: String, file: String = #filePath) {
    path =
      file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/") + "/Fixtures/" + name
  }

  func compare(_ text: String) throws {
    if ProcessInfo.processInfo.environment["RECORD_FIXTURES"] == "1" {
      try Data(text.utf8).write(to: URL(filePath: path))
      Issue.record("recorded \(path); look at it and run again")
      return
    }
    let kept = try Data(contentsOf: URL(filePath: path))
    #expect(String(decoding: kept, as: UTF8.self) == text)
  }
}
