import Reports
import SessionLanguage

/// Runs `:delete wed calm`.
struct DeleteCommand: Command {
  let form = CommandForm("delete", .words)
  let help = CommandHelp(
    .vectors, ":delete NAME …", "forgets vectors; :undo brings them back",
    examples: [":delete wed calm"], words: .vector, related: ["undo"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    let names = try session.namedVectors(of: call).map(\.name)
    for name in names {
      session.state.vectors.removeAll { $0.name == name }
      session.state.use = session.state.use?.removing(name)
    }
    // What is left may still reach into a deleted vector, as love.coeff*calm does.
    if let use = session.state.use, !use.mentioned.isDisjoint(with: names) {
      session.state.use = nil
    }
    return Answer(
      "delete", StyledText("deleted \(names.joined(separator: ", "))"),
      [.init("deleted", names.json)])
  }
}
