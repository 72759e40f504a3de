import Foundation

/// What the program did with a command line: its exit status and all that it wrote.
struct ProgramRun {
  let status: Int32
  let output: String
  let errors: String

  /// The program, built beside the tests.
  static let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "actadd").path

  /// Runs it, or a copy of it, to its end.
  init(
    _ arguments: [String], input: String = "", output place: String? = nil, folder: URL? = nil,
    copy: URL? = nil, variables: [String: String] = [:]
  ) throws {
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "program-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let process = Process()
    process.executableURL = copy ?? URL(filePath: Self.program)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = folder }
    // Nothing of the user's is read or written, and nothing is asked of a network.
    process.environment = [
      "HOME": scratch.path, "XDG_CACHE_HOME": scratch.path, "XDG_DATA_HOME": scratch.path,
      "XDG_STATE_HOME": scratch.path, "HF_HUB_OFFLINE": "1", "PATH": "/usr/bin:/bin",
    ].merging(variables) { $1 }
    func file(_ name: String, _ contents: String = "") throws -> URL {
      let url = scratch.appending(path: name)
      try Data(contents.utf8).write(to: url)
      return url
    }
    let written = try place.map { URL(filePath: $0) } ?? file("output")
    let complained = try file("errors")
    process.standardInput = try FileHandle(forReadingFrom: file("input", input))
    process.standardOutput = try FileHandle(forWritingTo: written)
    process.standardError = try FileHandle(forWritingTo: complained)
    try process.run()
    process.waitUntilExit()
    status = process.terminationReason == .exit ? process.terminationStatus : -1
    output = place == nil ? String(decoding: try Data(contentsOf: written), as: UTF8.self) : ""
    errors = String(decoding: try Data(contentsOf: complained), as: UTF8.self)
  }

  /// Each line of the output as JSON.
  func records() throws -> [[String: Any]] {
    try output.split(separator: "\n").map { line in
      guard let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      else { throw CocoaError(.coderInvalidValue) }
      return object
    }
  }
}

/// A folder of a test, gone with the test.
final class TestFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "folder-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// A copy of the small random model, changed by `change`.
  func model(_ name: String = "model", _ change: (URL) throws -> Void = { _ in }) throws -> String {
    let copy = url.appending(path: name)
    try FileManager.default.copyItem(at: Self.random, to: copy)
    try change(copy)
    return copy.path
  }

  static let package = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let random = package.appending(path: "Tests/Goldens/random")
}
