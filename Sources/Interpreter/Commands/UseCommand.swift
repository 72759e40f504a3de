import Reports
import SessionLanguage

/// Runs `:use love*2 + calm`.
struct UseCommand: Command {
  let form = CommandForm("use", abbreviations: ["u"], .expression)
  let help = CommandHelp(
    .vectors, ":use [EXPR]", "says or sets what steers: a vector, a sum of vectors, or none",
    details: ["What is in use follows its vectors: after love.coeff = 10 the next run has 10."],
    examples: [":use", ":use love", ":use love*2 + calm - 0.5*wed", ":use none"],
    words: .vector, related: ["on", "off", "vectors"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    if let second = call.values.dropFirst().first {
      let sum = call.values.map { "\($0.node)" }.joined(separator: " + ")
      throw Diagnostic("unexpected \(second.node)", at: second.range, hint: ":use \(sum)")
    }
    if call.values.isEmpty { return session.useAnswer("use") }
    guard let value = call.values.first, value.node != .name("none") else {
      session.state.use = nil
      return session.useAnswer("use")
    }
    _ = try session.evaluation.vector(value)
    session.state.use = value.node
    return session.useAnswer("use")
  }
}

extension Session {
  /// Says what is in use now, and a remark.
  func useAnswer(_ command: String, remark: String? = nil) -> Answer {
    let remark = remark.map(note) ?? StyledText()
    guard let use = state.use, let recipe = try? evaluation.vector(Located(use)) else {
      return Answer(
        command, "using nothing: steered = unsteered" + remark, [.init("in_use", .null)])
    }
    let code = recipe.code == "\(use)" ? StyledText() : " = " + CodeStyle.styled(recipe.code)
    return Answer(
      command, "using " + CodeStyle.styled("\(use)") + code + remark,
      [.init("in_use", .string("\(use)")), .init("vector", .string(recipe.code))])
  }
}
