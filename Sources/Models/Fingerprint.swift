import Crypto
import Foundation
import Synchronization

/// The checksum of a model's weights, computed once.
final class Fingerprint: Sendable {
  private let known = Mutex<String?>(nil)

  /// The SHA-256 of the files' bytes, one after the other, in hexadecimal.
  func value(of files: [String]) -> String? {
    known.withLock { known in
      if known == nil { known = Fingerprint.sha256(files) }
      return known
    }
  }

  private static func sha256(_ files: [String]) -> String? {
    var hash = SHA256()
    for file in files {
      guard let handle = FileHandle(forReadingAtPath: file) else { return nil }
      defer { try? handle.close() }
      do {
        while let chunk = try handle.read(upToCount: 1 << 22), !chunk.isEmpty {
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
