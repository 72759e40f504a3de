import Foundation

/// A folder of its own for one test, removed with its last owner.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("safetensors-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  @discardableResult
  func write(_ bytes: [UInt8], as name: String) throws -> URL {
    let file = url.appendingPathComponent(name)
    // Not `Data.write`, which waits for the disk: 7 ms a file, and the random tests write many.
    guard let stream = fopen(file.path, "r+") ?? fopen(file.path, "w") else {
      throw CocoaError(.fileWriteUnknown)
    }
    fwrite(bytes, 1, bytes.count, stream)
    fflush(stream)
    ftruncate(fileno(stream), bytes.count)
    fclose(stream)
    return file
  }
}

/// A safetensors file's bytes: the header's length, the header, the data.
func safetensors(_ header: String, _ data: [UInt8] = []) -> [UInt8] {
  let length = UInt64(header.utf8.count)
  return (0..<8).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) } + Array(header.utf8) + data
}

/// The floats' bytes, least significant first.
func bytes(_ floats: [Float]) -> [UInt8] {
  floats.flatMap { float in (0..<4).map { UInt8(truncatingIfNeeded: float.bitPattern >> ($0 * 8)) }
  }
}

/// The values' bytes, least significant first.
func bytes(_ values: [UInt16]) -> [UInt8] {
  values.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
}
