// Fetches the models named on the command line as the environment says, for tests that need a
// program of their own: to kill, to run twice at once, to run out of disk.
import Foundation
import ModelHub

func tell(_ line: String) {
  FileHandle.standardOutput.write(Data((line + "\n").utf8))
}

let policy = TransferPolicy(window: 1 << 20, attempts: 3, firstPause: 0.05)
let downloader = Downloader(environment: .current, policy: policy)
for name in CommandLine.arguments.dropFirst() {
  do throws(ModelHubError) {
    let model = try downloader.fetch(try ModelReference(parsing: name)) { event in
      if let notice = event.notice { tell("notice: \(notice)") }
    }
    tell("fetched: \(model.folder.path)")
  } catch {
    tell("failed: \(error)")
    exit(1)
  }
}
