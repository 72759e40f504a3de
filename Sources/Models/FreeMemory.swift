import Foundation

/// How much memory this process can still take: what the machine has, within what its control
/// groups allow.
public enum FreeMemory {
  /// The bytes that are free; `nil` where nothing says so.
  ///
  /// `ACTADD_MEMORY`, such as `4GB`, stands for what the machine has. `root` is where `/proc` and
  /// `/sys` are.
  public static func bytes(
    environment: [String: String] = ProcessInfo.processInfo.environment, root: String = ""
  ) -> Int? {
    let machine = environment["ACTADD_MEMORY"].flatMap(size) ?? available(root)
    return ([machine] + groups(root)).compactMap(\.self).min()
  }

  /// `MemAvailable` of the kernel: free, or filled with what can be read again from files.
  private static func available(_ root: String) -> Int? {
    lines(of: root + "/proc/meminfo").first { $0.hasPrefix("MemAvailable:") }
      .flatMap { line in
        line.split(separator: " ").dropFirst().first.flatMap { Int($0) }
      }
      .map { $0 * 1024 }
  }

  /// What each control group around this process leaves, of both versions.
  private static func groups(_ root: String) -> [Int?] {
    lines(of: root + "/proc/self/cgroup").flatMap { line -> [Int?] in
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { return [] }
      let names = (limit: "memory.max", usage: "memory.current", cache: "inactive_file")
      let oldNames = (
        limit: "memory.limit_in_bytes", usage: "memory.usage_in_bytes", cache: "total_inactive_file"
      )
      let controllers = parts[1].split(separator: ",")
      let isOld = controllers.contains("memory")
      guard parts[0] == "0" || isOld else { return [] }
      let top = root + (isOld ? "/sys/fs/cgroup/memory" : "/sys/fs/cgroup")
      // The limits of the groups around a group hold for it too. Inside a container the path may
      // be one of the machine outside, and only the top is there.
      var path = parts[2].split(separator: "/")
      var left: [Int?] = []
      while true {
        let folder = ([top] + path.map(String.init)).joined(separator: "/")
        left.append(self.left(in: folder, isOld ? oldNames : names))
        if path.popLast() == nil { return left }
      }
    }
  }

  private static func left(
    in folder: String, _ names: (limit: String, usage: String, cache: String)
  ) -> Int? {
    // Without a limit the file says max, or a number larger than any memory.
    guard let limit = lines(of: "\(folder)/\(names.limit)").first.flatMap({ Int($0) }),
      limit < 1 << 60,
      let usage = lines(of: "\(folder)/\(names.usage)").first.flatMap({ Int($0) })
    else { return nil }
    let cache = lines(of: "\(folder)/memory.stat").first { $0.hasPrefix(names.cache + " ") }
      .flatMap { $0.split(separator: " ").last.flatMap { Int($0) } }
    return max(0, limit - usage + (cache ?? 0))
  }

  private static func lines(of path: String) -> [Substring] {
    // These files have no length of their own, so that they are read to the end.
    guard let handle = FileHandle(forReadingAtPath: path) else { return [] }
    defer { try? handle.close() }
    guard let data = try? handle.readToEnd() else { return [] }
    return String(decoding: data, as: UTF8.self).split(separator: "\n")
  }

  /// `4GB`, `500 MB`, `1000000`.
  private static func size(_ text: String) -> Int? {
    let units = [("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("KB", 1e3), ("B", 1)]
    let text = text.uppercased().filter { !$0.isWhitespace }
    let unit = units.first { text.hasSuffix($0.0) } ?? ("", 1)
    guard let number = Double(text.dropLast(unit.0.count)), number >= 0 else { return nil }
    return Int(exactly: (number * unit.1).rounded())
  }
}
