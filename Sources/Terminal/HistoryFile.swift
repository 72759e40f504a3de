import FoundationEssentials

/// The lines typed so far, in a file of the user's own: one entry a line, shared by sessions.
///
/// Every entry is appended with one write, so that a crash loses nothing and two sessions do not
/// overwrite each other. Nothing here throws: without a history the shell is still a shell.
public struct HistoryFile: Sendable {
  /// Where the entries are.
  public let path: String
  /// The entries kept when the file is trimmed.
  public let limit: Int

  /// A history at a path.
  public init(path: String, limit: Int = 10_000) {
    self.path = path
    self.limit = limit
  }

  /// Where the environment puts it: `ACTADD_HISTORY`, else the XDG state folder; `nil` for nowhere.
  public init?(environment: [String: String]) {
    if let path = environment["ACTADD_HISTORY"] {
      guard !path.isEmpty else { return nil }
      self.init(path: path)
      return
    }
    guard let folder = Self.stateFolder(environment) else { return nil }
    self.init(path: folder + "/history")
  }

  /// The folder for what a user's sessions leave behind; `nil` where he has no home.
  public static func stateFolder(_ environment: [String: String]) -> String? {
    // A relative XDG path is to be ignored, says its specification.
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/actadd" }
    guard let home = environment["HOME"], !home.isEmpty else { return nil }
    return home + "/.local/state/actadd"
  }

  /// Whether a line is kept: blank ones and those that start with a blank are not.
  public static func keeps(_ entry: String) -> Bool {
    !entry.allSatisfy(\.isWhitespace) && !entry.hasPrefix(" ")
  }

  /// The entries, oldest first; a file that has grown beyond the limit is trimmed.
  public func load() -> [String] {
    let lines = storedLines()
    // Trimming every time the limit is reached would rewrite the file at each start.
    if lines.count > limit + limit / 10 { trim(lines) }
    return lines.suffix(limit).map(Self.unescaped)
  }

  /// Adds an entry at the end, if it is one that is kept.
  public func append(_ entry: String) {
    guard Self.keeps(entry) else { return }
    guard let file = open() else { return }
    file.write(Self.escaped(entry) + "\n")
    file.close()
  }

  /// One line of the file: `\` doubled, a line break as `\n`.
  public static func escaped(_ entry: String) -> String {
    entry.replacing("\\", with: "\\\\").replacing("\r\n", with: "\\n").replacing("\n", with: "\\n")
  }

  /// The entry a line of the file stands for.
  public static func unescaped(_ line: String) -> String {
    var entry = ""
    var isEscape = false
    for character in line {
      if isEscape {
        entry.append(character == "n" ? "\n" : character)
        isEscape = false
      } else if character == "\\" {
        isEscape = true
      } else {
        entry.append(character)
      }
    }
    return entry
  }

  private func storedLines() -> [String] {
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    // A line that a full disk cut short is not to run into the next.
    if let last = data.last, last != UInt8(ascii: "\n"), let file = open() {
      file.write("\n")
      file.close()
    }
    return data.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
  }

  private func trim(_ lines: [String]) {
    let temporary = path + ".\(ProcessInfo.processInfo.processIdentifier)"
    try? FileManager.default.removeItem(atPath: temporary)
    guard let file = Descriptor.appending(to: temporary) else { return }
    let isWritten = file.write(lines.suffix(limit).map { $0 + "\n" }.joined()) == nil
    // What another session has appended meanwhile.
    let isComplete =
      file.write(storedLines().dropFirst(lines.count).map { $0 + "\n" }.joined()) == nil
    file.close()
    if !isWritten || !isComplete || !Descriptor.rename(temporary, to: path) {
      try? FileManager.default.removeItem(atPath: temporary)
    }
  }

  private func open() -> Descriptor? {
    if let file = Descriptor.appending(to: path) { return file }
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    guard !folder.isEmpty else { return nil }
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return Descriptor.appending(to: path)
  }
}
