import Foundation
import SessionLanguage

extension Session {
  /// Files and folders that a path may go on to; one with blanks stands in quotes.
  func pathCandidates(_ typed: String) -> [Completion.Candidate] {
    guard let path = TypedPath(typed) else { return [] }
    return path.entries.map { entry in
      path.candidate(entry.name, isFolder: entry.isFolder)
    }
  }

  /// Folders that hold a model, and those on the way once a path is begun.
  func modelFolderCandidates(_ typed: String) -> [Completion.Candidate] {
    guard let path = TypedPath(typed) else { return [] }
    return path.entries.filter(\.isFolder).compactMap { entry in
      let place = path.place(of: entry.name) + "/config.json"
      if FileManager.default.fileExists(atPath: place) {
        return path.candidate(entry.name, isFolder: false, "a folder with a model")
      }
      return path.isBegun ? path.candidate(entry.name, isFolder: true) : nil
    }
  }
}

/// A path as it is being typed: the folder it is in already, and how its last part begins.
private struct TypedPath {
  let folder: String
  let start: String
  let isQuoted: Bool

  /// Whether it can be nothing but a path.
  var isBegun: Bool { !folder.isEmpty || start.hasPrefix(".") || start.hasPrefix("~") }

  /// What `typed` says, in quotes or not; `nil` if it ends inside an escape.
  init?(_ typed: String) {
    isQuoted = typed.hasPrefix("\"")
    var path = typed
    if isQuoted {
      let closed = try? Parser.statements(
        of: typed + "\"", Vocabulary(commands: [], functions: []))
      guard case .expression(let value)? = closed?.first?.node, case .text(let text) = value.node
      else { return nil }
      path = text
    }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    start = parts.last.map(String.init) ?? ""
    folder = String(path.dropLast(start.count))
  }

  /// What lies in the folder and begins so; what is hidden only once its point is typed.
  var entries: [(name: String, isFolder: Bool)] {
    let place = folder.isEmpty ? "." : ScriptFile.expanded(folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
    return names.filter { $0.hasPrefix(start) && (start.hasPrefix(".") || !$0.hasPrefix(".")) }
      .sorted().map { ($0, isFolder(place + "/" + $0)) }
  }

  func place(of name: String) -> String {
    ScriptFile.expanded(folder.isEmpty ? "./" : folder) + "/" + name
  }

  func candidate(
    _ name: String, isFolder: Bool, _ summary: String = ""
  ) -> Completion.Candidate {
    let path = folder + name + (isFolder ? "/" : "")
    // Unquoted, these end a word.
    let needsQuotes = isQuoted || path.contains { $0.isWhitespace || "\",;#=“”„\\".contains($0) }
    guard needsQuotes else { return .init(path, ending: isFolder ? "" : " ", summary) }
    let quoted = path.quoted
    return isFolder
      ? .init(String(quoted.dropLast()), ending: "", summary) : .init(quoted, ending: " ", summary)
  }

  /// Also through a link.
  private func isFolder(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "/.")
  }
}
