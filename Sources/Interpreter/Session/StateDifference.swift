import Reports
import SessionLanguage

/// In what one state differs from another, in lines to be read.
struct StateDifference {
  let lines: [StyledText]

  init(from old: SessionState, to new: SessionState) {
    var lines: [StyledText] = []
    if old.model !== new.model {
      lines.append(new.model.map { "model \($0.name, .name)" } ?? "no model")
    }
    for vector in old.vectors where new[vector.name] == nil {
      lines.append("\(vector.name, .name) is gone")
    }
    for vector in new.vectors where old[vector.name] != vector.recipe {
      lines.append(
        StyledText(vector.name, .name) + " = " + CodeStyle.styled(vector.recipe.code))
    }
    if old.use != new.use {
      lines.append(new.use.map { "using " + CodeStyle.styled("\($0)") } ?? "using nothing")
    }
    for form in SettingForm.all where old.settings[form.name] != new.settings[form.name] {
      lines.append("\(form.name, .name)=\(new.settings[form.name])")
    }
    self.lines = lines
  }
}
