import SessionLanguage

extension Session {
  /// The settings on some topics with their present values, to be followed by a value.
  func settingCandidates(
    _ topics: [SettingForm.Topic], besides given: [String]
  ) -> [Completion.Candidate] {
    SettingForm.all.filter { topics.contains($0.topic) && !given.contains($0.name) }.map {
      .init("\($0.name)=", ending: "", "\(state.settings[$0.name])  \($0.summary)")
    }
  }

  /// The values of a setting: those it can have, or of a number the present one and the default.
  func candidates(of setting: SettingForm, ending: String = " ") -> [Completion.Candidate] {
    let present = state.settings[setting.name]
    var values: [String]
    switch setting.kind {
    case .choice(let words): values = words
    case .placement: values = ["front", "mid", "back"]
    case .padding: values = ["\" \"", "none"]
    case .integer(_, let otherwise): values = otherwise.map { [$0] } ?? []
    case .number: values = []
    }
    for value in ["\(present)", "\(setting.fallback)"] where !values.contains(value) {
      values.append(value)
    }
    return values.map { value in
      let isPresent = value == "\(present)"
      let isDefault = value == "\(setting.fallback)"
      return .init(
        value, ending: ending,
        isPresent && isDefault
          ? "now, the default" : isPresent ? "now" : isDefault ? "the default" : "")
    }
  }
}
