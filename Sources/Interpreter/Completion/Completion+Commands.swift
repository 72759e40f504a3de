import Reports
import SessionLanguage

extension Session {
  /// Every command with what it does.
  var commandCandidates: [Completion.Candidate] {
    catalog.commands.map {
      .init(":\($0.name)", $0.help.summary, group: $0.help.topic.rawValue)
    }
  }

  /// What may follow the words and options that a command has already.
  func argumentCandidates(
    of name: String, words: [String], options: [String], _ typed: String
  ) -> [Completion.Candidate] {
    guard let command = catalog[name] else { return [] }
    let others = optionCandidates(of: command, besides: options)
    guard command.form.positional == .words else { return others }
    let help = command.help
    if let first = words.first, let next = help.followers[first] ?? help.followers[""] {
      return (words.count == 1 ? wordCandidates(next, besides: words, typed) : []) + others
    }
    // A form without dots takes one word.
    guard words.isEmpty || help.usage.contains("…") else { return others }
    return wordCandidates(help.words, besides: words + options, typed) + others
  }

  /// The values that an option of a command may have.
  func optionValueCandidates(
    of name: String, _ option: String, _ place: LinePlace
  ) -> [Completion.Candidate] {
    guard let command = catalog[name] else { return [] }
    let typed = place.typed
    if command.help.values[option] == .position { return positionCandidates(place.quotedText) }
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
    case .meanings(let words): words.map { .init($0.word, $0.summary) }
    case .example: ExampleVector.all.map { .init($0.name, $0.summary) }
    case .run: runCandidates
    case .position: positionCandidates(nil)
    case .other: []
    }
  }

  /// Everything that help has a page of.
  private var topicCandidates: [Completion.Candidate] {
    catalog.commands.map { .init($0.name, $0.help.summary, group: $0.help.topic.rawValue) }
      + HelpTopic.allCases.map { .init($0.rawValue, group: "pages") }
      + SettingForm.all.map { .init($0.name, $0.summary, group: "settings") }
  }

  /// The last runs that were kept, by number.
  private var runCandidates: [Completion.Candidate] {
    let runs = (try? record?.latest(20)) ?? []
    return runs.reversed().map { .init("\($0.id)", Escaping.escaped($0.line)) }
  }

  /// The places in a text in quotes, or else in the last one, each with its token.
  private func positionCandidates(_ quoted: String?) -> [Completion.Candidate] {
    var text = lastPrompt
    if let quoted,
      case .expression(let value)? = try? Parser.statements(
        of: quoted, catalog.vocabulary
      ).first?.node
    {
      text = value.node.plainText
    }
    guard let text, let tokenizer = state.model?.tokenizer else { return [] }
    return tokenizer.tokens(text).enumerated().map { place, token in
      .init("\(place)", tokenizer.literal(of: token))
    }
  }
}
