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
    let started = commands.filter { $0.name.hasPrefix(name) }.map { ":\($0.name)" }
    if name.isEmpty {
      throw Diagnostic("expected a command after :", at: range, hint: ":help lists the commands")
    }
    if let last = started.last {
      let others = started.dropLast().joined(separator: ", ")
      throw Diagnostic(":\(name) could be \(others) or \(last)", at: range)
    }
    let near = Spelling.nearest(to: name, among: commands.map(\.name))
    throw Diagnostic(
      "no command :\(name)", at: range,
      hint: near.map { "did you mean :\($0)?" } ?? ":help lists the commands")
  }
}
