import LinearAlgebra
import Reports
import SessionLanguage

extension Session {
  /// Hands what is set about looks to the output, and who multiplies to the kernels.
  func applyAppearance() {
    let settings = state.settings
    var appearance = output.appearance
    let before = displayed
    func word(_ name: String) -> String { "\(settings[name])" }
    // Only what was changed here: the command line may have chosen the rest.
    if settings["width"] != before["width"] { appearance.width = settings.integer("width") }
    if settings["color"] != before["color"] {
      appearance.color = Appearance.Choice(rawValue: word("color")) ?? .auto
    }
    if settings["pager"] != before["pager"] {
      appearance.pager = Appearance.Choice(rawValue: word("pager")) ?? .auto
    }
    if settings["highlight"] != before["highlight"] {
      appearance.highlight = Appearance.Highlight(rawValue: word("highlight")) ?? .on
    }
    if settings["theme"] != before["theme"] {
      appearance.theme = Palette.Theme.allCases.first { "\($0)" == word("theme") }
    }
    if settings["hints"] != before["hints"] { appearance.hints = settings.isOn("hints") }
    output.appearance = appearance
    if settings["backend"] != before["backend"] {
      Backend.current = Backend(rawValue: word("backend")) ?? .auto
    }
    displayed = settings
  }

  /// Changes a setting from outside the conversation, as a command-line flag does.
  public func change(_ setting: String, to value: SettingValue) {
    state.settings[setting] = value
    applyAppearance()
  }
}
