import Foundation
import Interpreter
import Reports
import Testing

/// A conversation kept as text: `> ` before what is typed, then what the session says.
///
/// Lines that begin with `# ` are remarks; `# keys: right enter` presses keys in what is typed next,
/// and `# no model` leaves the model out. `{folder}` is a folder of the test.
struct Transcript {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Transcripts")

  static var names: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".txt") }.sorted()
  }

  let path: URL
  let text: String

  init(_ name: String) throws {
    path = Self.folder.appending(path: name)
    text = try String(contentsOf: path, encoding: .utf8)
  }

  /// The conversation held anew, what depends on time replaced by `#`.
  func replayed() -> String {
    let scratch = "/tmp/talk-\(UUID())"
    try? FileManager.default.createDirectory(
      atPath: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    let output = CollectedOutput()
    let session = Session(output: output, shelf: FixtureShelf())
    var result = ""
    var entry: String?
    var hasBegun = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("# ") {
        result += line + "\n"
        if line.hasPrefix("# keys: ") { output.keys = Self.keys(line.dropFirst(8)) }
        if line == "# no model" { hasBegun = true }
        continue
      }
      guard line == ">" || line.hasPrefix("> ") else { continue }
      if !hasBegun { hasBegun = session.loadBuiltIn() }
      result += line + "\n"
      let typed = String(line.dropFirst(2)).replacing("{folder}", with: scratch)
      let whole = entry.map { $0 + "\n" + typed } ?? typed
      guard !session.needsMoreLines(whole) else {
        entry = whole
        continue
      }
      entry = nil
      result += say(whole, to: session, output, scratch)
    }
    if let entry { result += say(entry, to: session, output, scratch) }
    return result
  }

  /// What the session answers, every line within the width.
  private func say(
    _ entry: String, to session: Session, _ output: CollectedOutput, _ scratch: String
  ) -> String {
    output.clear()
    _ = session.run(entry, from: .typed(promptCells: 2))
    for line in output.transcript.split(separator: "\n") {
      #expect(CellWidth.of(String(line)) <= output.layout.width, "\(path): \(line)")
    }
    output.keys = []
    return Self.timeless(output.transcript).replacing(scratch, with: "{folder}")
  }

  private static func keys(_ names: Substring) -> [Key] {
    let known: [String: Key] = [
      "left": .left(shift: false), "right": .right(shift: false), "up": .up(shift: false),
      "down": .down(shift: false), "big-left": .left(shift: true),
      "big-right": .right(shift: true), "enter": .enter, "escape": .escape,
      "interrupt": .interrupt,
    ]
    return names.split(separator: " ").compactMap { known[String($0)] }
  }

  /// The foot of a run has times in it, so that it may break anywhere: it is put on one line.
  private static func timeless(_ text: String) -> String {
    var lines: [String] = []
    var isFoot = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if isFoot, line.hasPrefix(" "), let last = lines.indices.last {
        lines[last] += line
        continue
      }
      isFoot = line.starts(with: #/ (\d+ (pair|text)s?|stopped at \d+/\d+ tokens) · /#)
      lines.append(String(line))
    }
    return lines.map { line in
      line.replacing(#/\d+(\.\d+)? s\b/#, with: "# s").replacing(
        #/\d+ tokens/s/#, with: "# tokens/s")
    }.joined(separator: "\n")
  }
}
