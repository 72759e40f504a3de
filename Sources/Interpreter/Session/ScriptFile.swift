import Foundation
import Safetensors
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

  /// The same of a file that is to be written: refused where one sees beforehand that it cannot be.
  static func placeToWrite(_ path: String) throws(Failure) -> String {
    let place = try place(path)
    let files = FileManager.default
    // Only a folder has a "." in it.
    if place.hasSuffix("/") || files.fileExists(atPath: place + "/.") {
      throw Failure(description: "\(path) is a folder; the name of the file is missing")
    }
    let folder = NSString(string: place).deletingLastPathComponent
    guard folder.isEmpty || files.fileExists(atPath: folder + "/.") else {
      let isFile = files.fileExists(atPath: folder)
      throw Failure(description: isFile ? "\(folder) is no folder" : "there is no folder \(folder)")
    }
    return place
  }

  static func read(_ path: String) throws(Failure) -> String {
    let place = try place(path)
    guard FileManager.default.fileExists(atPath: place) else {
      throw Failure(description: "there is no file \(path)")
    }
    guard !FileManager.default.fileExists(atPath: place + "/.") else {
      throw Failure(description: "\(path) is a folder")
    }
    // Reading a pipe that nobody writes to would wait for ever.
    guard let data = FileManager.default.contents(atPath: place) else {
      throw Failure(description: "\(path) cannot be read")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw Failure(description: "\(path) is not UTF-8 text")
    }
    return text
  }

  static func write(_ text: String, to path: String) throws(Failure) {
    let place = try placeToWrite(path)
    do {
      var file = try ReplacementFile(path: place)
      try file.write(Array(text.utf8))
      try file.complete()
    } catch {
      throw Failure(description: "\(error)")
    }
  }
}
