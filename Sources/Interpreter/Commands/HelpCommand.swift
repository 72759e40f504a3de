import Reports
import SessionLanguage

/// Runs `:help compare`.
struct HelpCommand: Command {
  let form = CommandForm("help", abbreviations: ["h", "?"], .words)
  let help = CommandHelp(
    .session, ":help [TOPIC]", "shows the commands, or one command or topic with examples",
    examples: [":help", ":help compare", ":help vectors", ":help instruments"], words: .topic)

  func run(_ call: Call, in session: Session) throws -> Answer {
    guard let word = try call.word() else {
      return Answer(
        "help", [HelpPages.overview(session.catalog)],
        [.init("commands", session.catalog.commands.map { $0.name }.json)])
    }
    let name = word.node.hasPrefix(":") ? String(word.node.dropFirst()) : word.node
    let command = session.catalog.vocabulary.command(name).flatMap { session.catalog[$0.name] }
    let pages = [
      command.map { HelpPages.page(of: $0, session.settingsInForce) },
      HelpTopic(rawValue: name).map { HelpPages.page(of: $0) },
      CommandHelp.Topic(rawValue: name).map { HelpPages.page(of: $0, session.catalog) },
    ].compactMap(\.self)
    if let first = pages.first {
      return Answer(
        "help", [first] + pages.dropFirst().flatMap { [.blank, $0] },
        [.init("topic", .string(command?.name ?? name))])
    }
    if let setting = SettingForm.named(name) {
      return Answer(
        "help", [HelpPages.page(of: setting, session.settingsInForce)],
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
