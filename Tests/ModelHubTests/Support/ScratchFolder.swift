import Crypto
import Foundation

/// A folder of one test, removed with everything in it at the end.
final class ScratchFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/actadd-hub-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file at a path below the folder, and the folders it needs.
  @discardableResult
  func write(_ content: String, to file: String) throws -> String {
    let target = "\(path)/\(file)"
    try FileManager.default.createDirectory(
      atPath: (target as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(content.utf8).write(to: URL(filePath: target))
    return target
  }
}

/// The SHA-256 of a file in hex digits.
func sha256(of path: String) throws -> String {
  SHA256.hash(data: try Data(contentsOf: URL(filePath: path))).map { byte in
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }.joined()
}

/// The length of a file, following links; nil if there is none.
func length(of path: String) -> Int? {
  try? Data(contentsOf: URL(filePath: path)).count
}

/// Everything below a folder, as paths relative to it.
func contents(of path: String) -> Set<String> {
  Set((FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String }) ?? [])
}
