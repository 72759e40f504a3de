import Crypto
import Foundation
import Synchronization

/// The checksum of a model's weights: computed once, and remembered where there is a memory.
final class Fingerprint: Sendable {
  private let known = Mutex<String?>(nil)
  private let files: [String]
  private let memory: FingerprintMemory?

  init(files: [String], memory: FingerprintMemory?) {
    (self.files, self.memory) = (files, memory)
  }

  /// The SHA-256 of the files' bytes, one after the other, in hexadecimal; `nil` where one of them
  /// can no longer be read.
  var value: String? {
    known.withLock { known in
      if known == nil { known = memory?[files] }
      if known == nil {
        let before = FingerprintMemory.Stamp.list(files)
        known = Fingerprint.sha256(files)
        // A file that changed meanwhile is not the one that was read.
        if let known, let before, before == FingerprintMemory.Stamp.list(files) {
          memory?.remember(known, of: before)
        }
      }
      return known
    }
  }

  /// Computes it on a thread of its own, unless it is known by then.
  func compute(after seconds: Double) {
    Thread.detachNewThread { [weak self] in
      Thread.sleep(forTimeInterval: seconds)
      _ = self?.value
    }
  }

  private static func sha256(_ files: [String]) -> String? {
    var hash = SHA256()
    for file in files {
      guard let handle = FileHandle(forReadingAtPath: file) else { return nil }
      defer { try? handle.close() }
      do {
        while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty {
          hash.update(data: chunk)
        }
      } catch { return nil }
    }
    return hash.finalize().map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
