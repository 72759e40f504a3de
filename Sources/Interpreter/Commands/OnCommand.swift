import SessionLanguage

/// Runs `:on calm`.
struct OnCommand: Command {
  let form = CommandForm("on", .words)
  let help = CommandHelp(
    .vectors, ":on NAME …", "adds vectors to what is in use", examples: [":on calm"],
    words: .vector, related: ["off", "use"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    var used: [String] = []
    for vector in try session.namedVectors(of: call) {
      guard session.state.use?.mentioned.contains(vector.name) != true else {
        used.append(vector.name)
        continue
      }
      session.state.use = .adding(vector.name, to: session.state.use)
    }
    return session.useAnswer(
      "on", remark: used.isEmpty ? nil : "\(used.joined(separator: ", ")) was in use already")
  }
}
