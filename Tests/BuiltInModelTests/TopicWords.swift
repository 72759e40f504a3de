import Foundation

/// The word lists and held-out vectors that the measurements of `Examples/tiny-model` use as well.
enum TopicWords {
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Examples/tiny-model")

  /// The lines of a file there that are neither empty nor notes.
  static func lines(_ file: String) throws -> [String] {
    try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      .split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
  }

  /// The words that count as being about each subject.
  static func lists() throws -> [String: Set<String>] {
    let pairs = try lines("words.txt").map { line in
      let parts = line.split(separator: ": ", maxSplits: 1)
      return (String(parts[0]), Set(parts[1].split(separator: " ").map(String.init)))
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  /// The words of a text: runs of the letters a to z and apostrophes, in lower case.
  static func words(_ text: String) -> [String] {
    text.lowercased().split { !("a"..."z" ~= $0 || $0 == "'") }.map(String.init)
  }

  /// The fraction of texts with at least one word of the list.
  static func share(of texts: [String], with list: Set<String>) -> Double {
    Double(texts.count { !list.isDisjoint(with: words($0)) }) / Double(texts.count)
  }
}
