import SessionLanguage

extension Session {
  /// The settings on some topics with their present values, to be followed by a value.
  func settingCandidates(
    _ topics: [SettingForm.Topic], besides given: [String]
  ) -> [Completion.Candidate] {
    let forms = SettingForm.all.filter { topics.contains($0.topic) && !given.contains($0.name) }
    let present = settingsInForce
    let values = forms.map { "\(present[$0.name])" }
    let width = values.map(\.count).max() ?? 0
    return zip(forms, values).map { form, value in
      let padding = String(repeating: " ", count: width - value.count)
      return .init("\(form.name)=", ending: "", "\(value)\(padding)  \(form.summary)")
    }
  }

  /// The values of a setting: those it can have, or of a number the present one and the default.
  func candidates(of setting: SettingForm, ending: String = " ") -> [Completion.Candidate] {
    let present = settingsInForce[setting.name]
    var values = setting.words
    for value in ["\(present)", "\(setting.fallback)"] where !values.contains(value) {
      values.append(value)
    }
    return values.map { value in
      let isPresent = value == "\(present)"
      let isDefault = value == "\(setting.fallback)"
      let meaning = setting.meaning(of: value)
      let remark =
        isPresent && isDefault
        ? "now, the default" : isPresent ? "now" : isDefault ? "the default" : ""
      let candidate = Completion.Candidate(value, ending: ending, meaning)
      return remark.isEmpty ? candidate : candidate.remarked(remark)
    }
  }
}
