import Reports
import SessionLanguage

/// What `:help` shows, made from the catalog.
enum HelpPages {
  /// Everything that has a page.
  static func topics(_ catalog: CommandCatalog) -> [String] {
    catalog.commands.map(\.name) + CommandHelp.Topic.allCases.map(\.rawValue)
      + HelpTopic.allCases.map(\.rawValue) + SettingForm.all.map(\.name)
  }

  /// How to begin, and all commands by topic, on one screen.
  static func overview(_ catalog: CommandCatalog) -> ReportBlock {
    let beginning = [
      ("let love = x(\"Love\",\"Hate\",5,6)", "makes a vector and puts it in use"),
      ("love.coeff = 10", "changes it; also layer, at, pad, dims …"),
      (":compare \"I hate you because\" n=3", "shows what it does"),
      (":tour", "the first five minutes, step by step"),
    ].map { [CodeStyle.styled($0.0), StyledText($0.1)] }
    let topics = CommandHelp.Topic.allCases.map { topic -> [StyledText] in
      let names = catalog.commands.filter { $0.help.topic == topic }.map { ":\($0.name)" }
      return [
        StyledText(topic.rawValue, .heading), CodeStyle.styled(names.joined(separator: " ")),
      ]
    }
    let pages = HelpTopic.allCases.map(\.rawValue).joined(separator: ", ")
    return .stack([
      .table(Table(columns: [.init("", minimum: 20), .init("")], rows: beginning, indent: 1)),
      .blank,
      .table(Table(columns: [.init("", minimum: 12), .init("")], rows: topics, indent: 1)),
      .blank,
      .text(
        StyledText(
          " :help compare explains a command by examples; :help instruments lists a topic's commands.",
          .dim)),
      .text(StyledText(" Also on each setting, and on \(pages).", .dim)),
    ])
  }

  /// The commands of a topic, each with what it does.
  static func page(of topic: CommandHelp.Topic, _ catalog: CommandCatalog) -> ReportBlock {
    let rows = catalog.commands.filter { $0.help.topic == topic }.map {
      [CodeStyle.styled(shortUsage($0)), StyledText($0.help.summary)]
    }
    return .table(Table(columns: [.init("", minimum: 20), .init("")], rows: rows, indent: 1))
  }

  /// One line, the form, examples, settings with their present values, what else to read.
  static func page(of command: any Command, _ settings: Settings) -> ReportBlock {
    let help = command.help
    var blocks: [ReportBlock] = [
      .text(StyledText(":\(command.name)", .keyword) + " " + StyledText(help.summary)),
      .text("  " + CodeStyle.styled(help.usage)),
    ]
    blocks += paragraphs(help.details).map { .text(StyledText("  " + $0)) }
    blocks.append(.blank)
    blocks += help.examples.map { .code("  " + CodeStyle.styled($0)) }
    if help.takesSettings {
      let forms = SettingForm.all.filter { $0.topic == .sampling }
      let values = forms.map { "\($0.name)=\(settings[$0.name])" }.joined(separator: " ")
      blocks += [.blank, .text(StyledText("  takes: ", .dim) + CodeStyle.styled(values))]
    }
    let others = command.form.abbreviations.map { ":\($0)" }.joined(separator: ", ")
    if !others.isEmpty { blocks.append(.text(StyledText("  short: \(others)", .dim))) }
    if !help.related.isEmpty {
      let related = help.related.joined(separator: ", ")
      blocks.append(.text(StyledText("  see also: \(related)", .dim)))
    }
    return .stack(blocks)
  }

  /// Lines joined where a sentence goes on in the next, so that it is wrapped once, to the width
  /// there is; items, which begin with a blank, stand alone.
  private static func paragraphs(_ lines: [String]) -> [String] {
    lines.reduce(into: []) { paragraphs, line in
      if let last = paragraphs.last, !last.hasSuffix("."), !last.hasSuffix(":"),
        !last.hasPrefix(" "), !line.hasPrefix(" ")
      {
        paragraphs[paragraphs.count - 1] = last + " " + line
      } else {
        paragraphs.append(line)
      }
    }
  }

  static func page(of setting: SettingForm, _ settings: Settings) -> ReportBlock {
    var line = "\(setting.name, .name) is \(settings[setting.name], .number)" as StyledText
    if settings[setting.name] != setting.fallback { line += " (default \(setting.fallback))" }
    var blocks: [ReportBlock] = [
      .text(line + ": " + StyledText(setting.summary)),
      .code("  " + CodeStyle.styled(":set \(setting.name)=\(setting.example)")),
    ]
    if !setting.aliases.isEmpty {
      let others = setting.aliases.joined(separator: ", ")
      blocks.append(.text(StyledText("  also: \(others)", .dim)))
    }
    return .stack(blocks)
  }

  static func page(of topic: HelpTopic) -> ReportBlock {
    .stack(
      topic.lines.map { line in
        line.isCode ? .code("  " + CodeStyle.styled(line.text)) : .text(StyledText(line.text))
      })
  }

  /// The form without its options, which have their own page.
  private static func shortUsage(_ command: any Command) -> String {
    command.help.usage.replacing(#/ \[\w+=[^\]]*\]/#, with: "")
  }
}

extension CommandCatalog {
  /// Every line of code that help offers to be pasted: the commands' examples, then the topics'.
  public var examples: [String] {
    commands.flatMap(\.help.examples)
      + HelpTopic.allCases.flatMap { $0.lines.filter(\.isCode).map(\.text) }
  }
}
