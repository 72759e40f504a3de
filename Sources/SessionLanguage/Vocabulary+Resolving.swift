extension Vocabulary {
  /// The command that `name` stands for: its full name, an abbreviation, or the start of one only.
  public func command(_ name: String) -> CommandForm? {
    if let exact = commands.first(where: { $0.name == name || $0.abbreviations.contains(name) }) {
      return exact
    }
    let started = commands.filter { $0.name.hasPrefix(name) }
    return started.count == 1 && !name.isEmpty ? started.first : nil
  }

  /// The command `name` stands for, or why it stands for none.
  func resolve(_ name: String, at range: SourceRange) throws(Diagnostic) -> CommandForm {
    if let found = command(name) { return found }
    let started = commands.map(\.name).filter { $0.hasPrefix(name) }
    if name.isEmpty {
      throw Diagnostic("expected a command after :", at: range, hint: ":help lists the commands")
    }
    if started.count > 1 {
      let enough = started.map { ":\(shortest($0))" }
      throw Diagnostic(
        ":\(name) could be \(Self.listed(started.map { ":\($0)" }))", at: range,
        hint: "\(Self.listed(enough)) is enough")
    }
    let near =
      Spelling.nearest(to: name, among: commands.map(\.name))
      ?? commands.map(\.name).first { Spelling.isShortened(name, $0) }
    throw Diagnostic(
      "no command :\(name)", at: range,
      hint: near.map { "did you mean :\($0)?" } ?? ":help lists the commands")
  }

  /// The shortest start of a command's name that no other command has.
  private func shortest(_ name: String) -> String {
    (1...name.count).lazy.map { String(name.prefix($0)) }
      .first { self.command($0)?.name == name } ?? name
  }

  private static func listed(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }
}
