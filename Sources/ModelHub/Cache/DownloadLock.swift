import Foundation

/// The lock on one blob that every program downloading into this cache takes, Python's too.
struct DownloadLock: ~Copyable {
  private let file: OpenFile

  /// Waits for the lock on `path`; `whileWaiting` is asked every tenth of a second and may throw.
  init(
    path: String, whileWaiting: () throws(ModelHubError) -> Void
  ) throws(ModelHubError) {
    while true {
      let candidate = try OpenFile(path: path, mode: 0o664)
      candidate.shareWithGroup()
      while try !candidate.tryLock() {
        try whileWaiting()
        Thread.sleep(forTimeInterval: 0.1)
      }
      // The holder before us may have removed the file: a lock on a nameless file guards nothing.
      if try candidate.status().isInPlace {
        file = candidate
        return
      }
    }
  }
}
