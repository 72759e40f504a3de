import Foundation

/// How much memory this process takes at the moment.
public enum ResidentMemory {
  /// The bytes in memory, mapped files included; `nil` where nothing says so.
  public static func bytes() -> Int? {
    guard let handle = FileHandle(forReadingAtPath: "/proc/self/status") else { return nil }
    defer { try? handle.close() }
    guard let data = try? handle.readToEnd() else { return nil }
    return String(decoding: data, as: UTF8.self).split(separator: "\n")
      .first { $0.hasPrefix("VmRSS:") }
      .flatMap { $0.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } }
      .map { $0 * 1024 }
  }
}
