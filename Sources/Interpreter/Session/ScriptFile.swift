import Foundation

/// Reads and writes the files that commands name.
enum ScriptFile {
  /// Why a file cannot be read or written: a whole sentence.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// `~` and `~/x` are the home folder, as in a shell.
  static func expanded(_ path: String) -> String {
    NSString(string: path).expandingTildeInPath
  }

  static func read(_ path: String) throws(Failure) -> String {
    let place = expanded(path)
    guard FileManager.default.fileExists(atPath: place) else {
      throw Failure(description: "there is no file \(path)")
    }
    // A folder has no contents.
    guard let data = FileManager.default.contents(atPath: place) else {
      throw Failure(description: "\(path) cannot be read")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw Failure(description: "\(path) is not UTF-8 text")
    }
    return text
  }

  static func write(_ text: String, to path: String) throws(Failure) {
    let place = expanded(path)
    // Replacing a device such as /dev/null would take it away from everyone.
    let kind = try? FileManager.default.attributesOfItem(atPath: place)[.type] as? FileAttributeType
    guard kind == nil || kind == .typeRegular || kind == .typeSymbolicLink else {
      throw Failure(description: "\(path) is there and no ordinary file")
    }
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: place), options: .atomic)
    } catch {
      throw Failure(description: "\(path) cannot be written")
    }
  }
}
