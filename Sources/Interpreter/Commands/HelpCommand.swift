import Reports
import SessionLanguage

/// Runs `:help compare`.
struct HelpCommand: Command {
  let form = CommandForm("help", abbreviations: ["h", "?"], .words)
  let help = CommandHelp(
    .session, ":help [TOPIC]", "shows the commands, or one command or topic with examples",
    examples: [":help", ":help compare", ":help vectors"], words: .topic)

  func run(_ call: Call, in session: Session) throws -> Answer {
    guard let word = try call.word() else {
      return Answer("help", [HelpPages.overview(session.catalog)])
    }
    let name = word.node.hasPrefix(":") ? String(word.node.dropFirst()) : word.node
    if let command = session.catalog.vocabulary.command(name).flatMap({ session.catalog[$0.name] })
    {
      return Answer(
        "help", [HelpPages.page(of: command, session.state.settings)],
        [.init("topic", .string(command.name))])
    }
    if let topic = HelpTopic(rawValue: name) {
      return Answer("help", [HelpPages.page(of: topic)], [.init("topic", .string(name))])
    }
    if let setting = SettingForm.named(name) {
      return Answer(
        "help", [HelpPages.page(of: setting, session.state.settings)],
        [.init("topic", .string(setting.name))])
    }
    let known = HelpPages.topics(session.catalog)
    let near = Spelling.nearest(to: name, among: known)
    throw Diagnostic(
      "no help on \(word.node)", at: word.range,
      hint: near.map { "did you mean \($0)?" }
        ?? "topics: \(HelpTopic.allCases.map(\.rawValue).joined(separator: ", "))")
  }
}
