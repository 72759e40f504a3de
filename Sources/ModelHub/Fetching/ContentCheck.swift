import Foundation

/// A look at the beginning of a model's file, which tells it from a proxy's web page and from
/// one that was cut short.
enum ContentCheck {
  /// Whether the file at `path` is there and begins as one called `name` does.
  static func accepts(_ path: String, as name: String) -> Bool {
    guard let handle = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? handle.close() }
    guard !name.hasSuffix(".safetensors") else { return isWholeSafetensors(handle) }
    guard let head = try? handle.read(upToCount: 64) else { return false }
    let first = head.first { !" \t\r\n\u{FEFF}".utf8.contains($0) }
    return name.hasSuffix(".json")
      ? first == UInt8(ascii: "{") : first != nil && first != UInt8(ascii: "<")
  }

  private struct Entry: Decodable {
    let data_offsets: [Int64]?
  }

  /// Eight bytes, little end first, give the length of a JSON header; the header says where the
  /// last tensor ends, counted from its own end.
  private static func isWholeSafetensors(_ handle: FileHandle) -> Bool {
    guard let size = try? handle.seekToEnd(), (try? handle.seek(toOffset: 0)) != nil,
      let head = try? handle.read(upToCount: 8), head.count == 8
    else { return false }
    let length = head.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= 100_000_000, length + 8 <= size,
      let header = try? handle.read(upToCount: Int(length)),
      let entries = try? JSONDecoder().decode([String: Entry].self, from: header)
    else { return false }
    let end = entries.values.compactMap { $0.data_offsets?.last }.max() ?? 0
    return end >= 0 && UInt64(end) == size - 8 - length
  }
}
