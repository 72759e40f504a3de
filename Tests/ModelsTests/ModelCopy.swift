import Foundation

/// A copy of a model's folder whose files are damaged and mended again, gone with the test.
final class ModelCopy {
  static let goldens = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Goldens")

  let url: URL
  private var originals: [String: [UInt8]] = [:]

  /// A copy of these files, by the names they get.
  init(_ files: [String: [UInt8]]) throws {
    url = FileManager.default.temporaryDirectory.appending(path: "model-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    originals = files
    for (name, bytes) in files { try write(bytes, as: name) }
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  var names: [String] { originals.keys.sorted() }

  /// Runs `body` while the named file is damaged.
  func damaging<Result>(
    _ name: String, _ random: inout RandomDamage, _ body: (String) throws -> Result
  ) throws -> Result {
    guard let original = originals[name] else { throw CocoaError(.fileNoSuchFile) }
    try write(random.damage(original), as: name)
    let result = try body(url.path)
    try write(original, as: name)
    return result
  }

  // Not `Data.write`, which waits for the disk: some milliseconds a file, thousands of times.
  private func write(_ bytes: [UInt8], as name: String) throws {
    let path = url.appending(path: name).path
    guard let stream = fopen(path, "w") else { throw CocoaError(.fileWriteUnknown) }
    defer { fclose(stream) }
    guard fwrite(bytes, 1, bytes.count, stream) == bytes.count else {
      throw CocoaError(.fileWriteUnknown)
    }
  }

  /// Some files of the small random model.
  static func random(_ names: [String]) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in names { files[name] = try bytes("random/\(name)") }
    return files
  }

  /// The bytes of a fixture.
  static func bytes(_ path: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: goldens.appending(path: path)))
  }
}
