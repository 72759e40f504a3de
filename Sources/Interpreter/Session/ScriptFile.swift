import Foundation
import SessionLanguage

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

  /// The same of a file that is to be read or written.
  ///
  /// The system ends a path at its first NUL, so such a name would mean another file.
  static func place(_ path: String) throws(Failure) -> String {
    guard !path.isEmpty else { throw Failure(description: "the name of the file is empty") }
    guard !path.utf8.contains(0) else {
      throw Failure(description: "no file can have \(path.quoted) for a name")
    }
    return expanded(path)
  }

  static func read(_ path: String) throws(Failure) -> String {
    let place = try place(path)
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
    let place = try place(path)
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
