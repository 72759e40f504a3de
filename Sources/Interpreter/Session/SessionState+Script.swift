import Models
import SessionLanguage

extension SessionState {
  /// The first line of a saved session.
  static let scriptHeader = "# actadd session 1"

  /// The commands that rebuild this state.
  ///
  /// Settings come last: vectors say where they are added and how they are padded only where that
  /// differs from the defaults.
  var script: String {
    var lines = [Self.scriptHeader]
    if let model {
      // The model inside the program lies elsewhere in another installation.
      let isPath =
        model.folder != BuiltInModel.folder && model.name != model.folder
        && model.folder.hasSuffix("/" + model.name)
      let precision = model.network.precision
      lines.append(
        ":load \(loadName(model.name, folder: model.folder, isPath: isPath))"
          + (precision == .fp32 ? "" : " dtype=\(precision.rawValue)"))
    }
    lines += vectors.map { "let \($0.name) = \($0.recipe.code)" }
    // A vector is in use once it is made.
    if use != vectors.last.map({ .name($0.name) }) {
      lines.append(":use \(use.map { "\($0)" } ?? "none")")
    }
    let changed = settings.differences.map { "\($0.form.name)=\($0.value)" }
    if !changed.isEmpty { lines.append(":set \(changed.joined(separator: " "))") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A model that was loaded from a folder is named by the folder.
  private func loadName(_ name: String, folder: String, isPath: Bool) -> String {
    isPath ? folder.quoted : name
  }
}
