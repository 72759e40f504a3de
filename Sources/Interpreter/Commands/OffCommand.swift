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
    var unused: [String] = []
    for vector in try session.namedVectors(of: call) {
      if session.state.use?.mentioned.contains(vector.name) != true { unused.append(vector.name) }
      session.state.use = session.state.use?.removing(vector.name)
    }
    return session.useAnswer(
      "off",
      remark: unused.isEmpty ? nil : "\(unused.joined(separator: ", ")) was not in use")
  }
}
