import Foundation
import LinearAlgebra

/// The small model that comes with the program, so that steering can be seen at once.
public enum BuiltInModel {
  /// What `:load` calls it.
  public static let name = "tiny"

  /// Where the package puts its resources, beside the executable.
  private static let bundle = "ActAdd_Models.resources"

  /// The folders that may hold it, the first choice first.
  ///
  /// `ACTADD_RESOURCES` wins; then the folder of the executable as it really lies, so that a link to
  /// the program works; then where a system-wide installation keeps shared files.
  public static func candidates(
    environment: [String: String] = ProcessInfo.processInfo.environment,
    executable: String = "/proc/self/exe"
  ) -> [String] {
    let program = URL(fileURLWithPath: executable).resolvingSymlinksInPath()
      .deletingLastPathComponent()
    let beside = [
      program.appendingPathComponent(bundle),
      program.deletingLastPathComponent().appendingPathComponent("share/actadd"),
    ]
    let chosen = environment["ACTADD_RESOURCES"].map { [URL(fileURLWithPath: $0)] } ?? []
    return (chosen + beside).map { $0.appendingPathComponent(name).path }
  }

  /// The folder it lies in, if it is there.
  public static var folder: String? {
    candidates().first { FileManager.default.fileExists(atPath: $0 + "/config.json") }
  }
}

extension LanguageModel {
  /// Loads the model that comes with the program.
  ///
  /// Throws a `LoadingError` that says where it was looked for when its files are gone.
  public static func builtIn(precision: WeightPrecision = .fp32) throws(LoadingError)
    -> LanguageModel
  {
    guard let folder = BuiltInModel.folder else {
      throw LoadingError(
        "the built-in model is missing: there is no folder "
          + BuiltInModel.candidates().joined(separator: " or ")
          + "; put the folder ActAdd_Models.resources back beside the program")
    }
    return try load(folder: folder, name: BuiltInModel.name, precision: precision)
  }
}
