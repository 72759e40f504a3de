import SessionLanguage

extension Session {
  /// Every command with what it does.
  var commandCandidates: [Completion.Candidate] {
    catalog.commands.map { .init(":\($0.name)", $0.help.summary) }
  }

  /// What may follow the words and options that a command has already.
  func argumentCandidates(
    of name: String, words: [String], options: [String], _ typed: String
  ) -> [Completion.Candidate] {
    guard let command = catalog[name] else { return [] }
    let others = optionCandidates(of: command, besides: options)
    // A form without dots takes one word.
    let takesMore = words.isEmpty || command.help.usage.contains("…")
    guard command.form.positional == .words, takesMore else { return others }
    return wordCandidates(command.help.words, besides: words + options, typed) + others
  }

  /// The values that an option of a command may have.
  func optionValueCandidates(
    of name: String, _ option: String, _ typed: String
  ) -> [Completion.Candidate] {
    guard let command = catalog[name] else { return [] }
    if let words = command.help.values[option] {
      return wordCandidates(words, besides: [], typed)
    }
    if option == "file" { return pathCandidates(typed) }
    let takesSetting = command.help.takesSettings || command.help.words == .setting
    guard takesSetting, let setting = SettingForm.named(option) else { return [] }
    return candidates(of: setting)
  }

  private func optionCandidates(
    of command: any Command, besides given: [String]
  ) -> [Completion.Candidate] {
    guard command.form.takesOptions else { return [] }
    let axes =
      command.form.takesAxes
      ? state.vectors.map { Completion.Candidate("\($0.name).", ending: "", $0.recipe.code) } : []
    let own = axes + command.help.options.map { Completion.Candidate("\($0)=", ending: "") }
    guard command.help.takesSettings else { return own }
    return own + settingCandidates([.sampling, .vectors], besides: given)
  }

  private func wordCandidates(
    _ words: CommandHelp.Word, besides given: [String], _ typed: String
  ) -> [Completion.Candidate] {
    switch words {
    case .model: modelCandidates(typed)
    case .vector: vectorCandidates(ending: " ").filter { !given.contains($0.text) }
    case .setting: settingCandidates(SettingForm.Topic.allCases, besides: given)
    case .file: pathCandidates(typed)
    case .topic: topicCandidates
    case .hook: layerCandidates(typed, quoted: false)
    case .choice(let words): words.map { .init($0) }
    case .other: []
    }
  }

  /// Everything that help has a page of.
  private var topicCandidates: [Completion.Candidate] {
    catalog.commands.map { .init($0.name, $0.help.summary) }
      + HelpTopic.allCases.map { .init($0.rawValue) }
      + SettingForm.all.map { .init($0.name, $0.summary) }
  }
}
