import Foundation

/// Checksums of weights that were computed before, in a small JSON file.
///
/// A checksum holds as long as path, size and time of change of its files do. The file may be
/// lost, damaged or unwritable at any time: then checksums are computed anew.
public struct FingerprintMemory: Sendable {
  /// How one file looked.
  struct Stamp: Codable, Hashable, Sendable {
    let path: String
    let size: Int64
    /// In nanoseconds.
    let changed: Int64

    init?(_ path: String) {
      let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
      guard let attributes = try? FileManager.default.attributesOfItem(atPath: real),
        let size = (attributes[.size] as? NSNumber)?.int64Value,
        let date = attributes[.modificationDate] as? Date,
        let changed = Int64(exactly: (date.timeIntervalSince1970 * 1e9).rounded())
      else { return nil }
      (self.path, self.size, self.changed) = (real, size, changed)
    }

    /// All files, or nothing where one is not there.
    static func list(_ files: [String]) -> [Stamp]? {
      let stamps = files.compactMap(Stamp.init)
      return stamps.count == files.count && !files.isEmpty ? stamps : nil
    }
  }

  private struct Entry: Codable {
    let files: [Stamp]
    let sha256: String
  }

  private struct Contents: Codable {
    var version = 1
    var entries: [Entry] = []
  }

  /// More are not kept, the oldest going first.
  private static let capacity = 100

  /// Where it is.
  public let path: String

  /// A memory in this file, which need not be there.
  public init(path: String) { self.path = path }

  /// The user's: `actadd/fingerprints.json` in `XDG_CACHE_HOME` or `~/.cache`.
  public init?(environment: [String: String]) {
    func folder(_ name: String) -> String? {
      environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    guard let cache = folder("XDG_CACHE_HOME") ?? folder("HOME").map({ $0 + "/.cache" }) else {
      return nil
    }
    self.init(path: cache + "/actadd/fingerprints.json")
  }

  /// The checksum of the files, if they still look as they did.
  subscript(_ files: [String]) -> String? {
    guard let stamps = Stamp.list(files) else { return nil }
    return read().entries.last { $0.files == stamps }?.sha256
  }

  /// Keeps a checksum; the whole file is replaced in one step.
  func remember(_ sha256: String, of stamps: [Stamp]) {
    var contents = read()
    let paths = stamps.map(\.path)
    contents.entries.removeAll { $0.files.map(\.path) == paths }
    contents.entries.append(Entry(files: stamps, sha256: sha256))
    contents.entries = contents.entries.suffix(Self.capacity)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(contents) else { return }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? data.write(to: URL(fileURLWithPath: path), options: .atomic)
  }

  private func read() -> Contents {
    guard let data = FileManager.default.contents(atPath: path),
      let contents = try? JSONDecoder().decode(Contents.self, from: data), contents.version == 1
    else { return Contents() }
    let isChecksum = { (text: String) in text.utf8.count == 64 && text.allSatisfy(\.isHexDigit) }
    return Contents(entries: contents.entries.filter { isChecksum($0.sha256) })
  }
}
