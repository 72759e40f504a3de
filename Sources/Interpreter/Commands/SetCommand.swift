import Reports
import SessionLanguage

/// Runs `:set temperature=0.7 seed=42`.
struct SetCommand: Command {
  let form = CommandForm("set", abbreviations: ["s"], .words, takesOptions: true)
  let help = CommandHelp(
    .session, ":set [name=value …]", "shows all settings, or changes some",
    details: ["A setting given to a command holds for that command only."],
    examples: [":set", ":set temperature=0.7 top_p=0.9 seed=42", ":set seed=unset"],
    options: [], words: .setting, related: ["sampling"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    if let word = call.words.first {
      guard let form = SettingForm.named(word.node) else {
        let near = Spelling.nearest(to: word.node, among: SettingForm.all.map(\.name))
        throw Diagnostic(
          "no setting named \(word.node)", at: word.range,
          hint: near.map { "did you mean \($0)?" } ?? ":set lists them all")
      }
      throw Diagnostic(
        "\(word.node) needs a value", at: SourceRange(word.range.upper, word.range.upper + 1),
        hint: ":set \(form.name)=\(form.example)")
    }
    guard !call.options.isEmpty else { return overview(session.settingsInForce) }
    let settings = try call.settings(
      session.state.settings, besides: [], topics: SettingForm.Topic.allCases)
    if session.record == nil, let option = call.options.first(where: { $0.name.node == "record" }),
      settings.isOn("record")
    {
      throw Diagnostic(
        "this session has no file to keep runs in", at: option.name.range,
        hint: Session.recordRemark)
    }
    session.state.settings = settings
    session.applyAppearance()
    var shown: [String] = []
    for option in call.options {
      guard let form = SettingForm.named(option.name.node) else { continue }
      shown.append("\(form.name)=\(settings[form.name])")
    }
    return Answer(
      "set", CodeStyle.styled(shown.joined(separator: " ")) + remark(call, settings, session),
      [settingsField(settings)])
  }

  /// More tokens than the model reads are for another model.
  private func remark(_ call: Call, _ settings: Settings, _ session: Session) -> StyledText {
    guard call.options.contains(where: { SettingForm.named($0.name.node)?.name == "tokens" }),
      let tokens = settings.integer("tokens"), let model = session.state.model,
      tokens >= model.context
    else { return StyledText() }
    return session.note("\(model.name) reads \(model.context), the prompt included")
  }

  private func overview(_ settings: Settings) -> Answer {
    let rows = SettingForm.all.map { form -> [StyledText] in
      let value = settings[form.name]
      let isChanged = value != form.fallback
      return [
        StyledText(form.name, .name), StyledText("\(value)", isChanged ? .number : .plain),
        StyledText(form.summary + (isChanged ? " (default \(form.fallback))" : ""), .dim),
      ]
    }
    let table = Table(columns: [.init("setting"), .init("value"), .init("")], rows: rows)
    return Answer("set", [.table(table)], [settingsField(settings)])
  }

  private func settingsField(_ settings: Settings) -> JSONValue.Member {
    .init(
      "settings",
      .object(SettingForm.all.map { .init($0.name, settings[$0.name].json) }))
  }
}

extension Session {
  /// Where the record is switched off from outside.
  static let recordRemark = "ACTADD_RECORD names the file; it is empty, or there is no home folder"

  /// The settings as they hold: without a file for them no runs are kept.
  var settingsInForce: Settings {
    var settings = state.settings
    if record == nil { settings["record"] = .word("off") }
    return settings
  }
}
