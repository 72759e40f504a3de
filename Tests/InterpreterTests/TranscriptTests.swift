import Foundation
import Testing

@Suite struct `Conversations` {
  /// `RECORD_TRANSCRIPTS=1` writes them anew and fails, so that they are looked at.
  @Test(arguments: Transcript.names)
  func `go as they did`(name: String) throws {
    let transcript = try Transcript(name)
    let replayed = transcript.replayed()
    if ProcessInfo.processInfo.environment["RECORD_TRANSCRIPTS"] == "1" {
      try Data(replayed.utf8).write(to: transcript.path)
      Issue.record("recorded \(name); look at it and run again")
      return
    }
    #expect(replayed == transcript.text)
  }
}
