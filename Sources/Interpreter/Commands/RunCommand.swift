import Reports
import SessionLanguage

/// Runs `:run weddings.actadd`.
struct RunCommand: Command {
  let form = CommandForm("run", .words)
  let help = CommandHelp(
    .session, ":run FILE", "runs the commands of a file, up to the first mistake",
    examples: [":run weddings.actadd"], words: .file, related: ["save", "restore"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    let file = try call.neededFile("weddings.actadd")
    let text = try locating(file.range) { try ScriptFile.read(file.node) }
    try session.runFile(text, named: file)
    return Answer("run", [], [.init("file", .string(file.node))])
  }
}

extension Session {
  /// Files may run files, but not for ever.
  private static let deepest = 16

  /// Runs the statements of a file within the statement that names it.
  func runFile(_ text: String, named file: Located<String>) throws {
    guard depth < Self.deepest else {
      throw Diagnostic(
        "files run each other more than \(Self.deepest) deep here", at: file.range,
        hint: "does \(file.node) run itself?")
    }
    depth += 1
    defer { depth -= 1 }
    switch runStatements(text, from: .named(file.node)) {
    case .done: return
    case .failed: throw Stop.reported
    case .quit: throw Stop.quit
    case .interrupted: throw Stop.interrupted
    }
  }
}
