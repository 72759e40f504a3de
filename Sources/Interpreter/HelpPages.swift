import Reports
import SessionLanguage

/// What `:help` shows, made from the catalog.
enum HelpPages {
  /// Everything that has a page.
  static func topics(_ catalog: CommandCatalog) -> [String] {
    catalog.commands.map(\.name) + HelpTopic.allCases.map(\.rawValue) + SettingForm.all.map(\.name)
  }

  /// All commands on one screen.
  static func overview(_ catalog: CommandCatalog) -> ReportBlock {
    var rows: [[StyledText]] = [
      [
        CodeStyle.styled("let love = x(\"Love\",\"Hate\",5,6)"),
        "makes a vector and puts it in use",
      ],
      [CodeStyle.styled("love.coeff = 10"), "changes it; also layer, at, pad, plus, minus, dims"],
    ]
    for command in catalog.commands {
      rows.append([CodeStyle.styled(shortUsage(command)), StyledText(command.help.summary)])
    }
    let topics = HelpTopic.allCases.map(\.rawValue).joined(separator: ", ")
    return .stack([
      .table(Table(columns: [.init("", minimum: 20), .init("")], rows: rows, indent: 1)),
      .text(StyledText(" :help NAME shows examples; also on \(topics)", .dim)),
    ])
  }

  /// One line, the form, examples, settings with their present values, what else to read.
  static func page(of command: any Command, _ settings: Settings) -> ReportBlock {
    let help = command.help
    var blocks: [ReportBlock] = [
      .text(StyledText(":\(command.name)", .keyword) + " " + StyledText(help.summary)),
      .text("  " + CodeStyle.styled(help.usage)),
    ]
    blocks += help.details.map { .text(StyledText("  " + $0)) }
    blocks.append(.blank)
    blocks += help.examples.map { .text("  " + CodeStyle.styled($0)) }
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

  static func page(of setting: SettingForm, _ settings: Settings) -> ReportBlock {
    var line = "\(setting.name, .name) is \(settings[setting.name], .number)" as StyledText
    if settings[setting.name] != setting.fallback { line += " (default \(setting.fallback))" }
    var blocks: [ReportBlock] = [
      .text(line + ": " + StyledText(setting.summary)),
      .text("  " + CodeStyle.styled(":set \(setting.name)=\(setting.example)")),
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
        line.isCode ? .text("  " + CodeStyle.styled(line.text)) : .text(StyledText(line.text))
      })
  }

  /// The form without its options, which have their own page.
  private static func shortUsage(_ command: any Command) -> String {
    let usage = command.help.usage
    return usage.split(separator: " ").prefix { !$0.contains("=") || $0.contains("\"") }
      .filter { !$0.hasPrefix("[name") && $0 != "…]" }.joined(separator: " ")
  }
}
