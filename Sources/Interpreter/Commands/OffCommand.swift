import SessionLanguage

/// Runs `:off calm`.
struct OffCommand: Command {
  let form = CommandForm("off", .words)
  let help = CommandHelp(
    .vectors, ":off [NAME …]", "takes vectors out of what is in use; alone, all of them",
    examples: [":off calm", ":off"], words: .vector, related: ["on", "use"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    guard !call.words.isEmpty else {
      session.state.use = nil
      return session.useAnswer("off")
    }
    for vector in try session.namedVectors(of: call) {
      session.state.use = session.state.use?.removing(vector.name)
    }
    return session.useAnswer("off")
  }
}
