import Foundation

/// A program that a test started, with its output.
final class RunningProgram {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  /// Starts `command`; without `variables` it gets those of this process.
  init(
    _ command: [String], variables: [String: String]? = nil, withErrors: Bool = false
  ) throws {
    process.executableURL = URL(filePath: command.first ?? "")
    process.arguments = Array(command.dropFirst())
    if let variables { process.environment = variables }
    process.standardInput = input
    process.standardOutput = output
    if withErrors { process.standardError = output }
    try process.run()
    try? output.fileHandleForWriting.close()
  }

  /// The program that fetches models, built beside the tests.
  static func probe(_ names: String..., on hub: MockHub, with extra: [String: String] = [:]) throws
    -> RunningProgram
  {
    try RunningProgram(
      [probePath] + names, variables: hub.variables.merging(extra) { $1 })
  }

  static var probePath: String { built("hub-fetch-probe") }

  /// A program that was built beside the tests.
  static func built(_ name: String) -> String {
    URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: name).path
  }

  /// The program itself without a person, with errors in its output.
  static func actadd(_ arguments: String..., on hub: MockHub, with extra: [String: String] = [:])
    throws -> RunningProgram
  {
    try RunningProgram(
      [built("actadd")] + arguments, variables: hub.variables.merging(extra) { $1 },
      withErrors: true)
  }

  /// The program itself in a terminal, where a person waits for each text and then types the
  /// keys after it; the output is all that was written to the terminal.
  static func actadd(
    _ arguments: String..., on hub: MockHub, typing turns: [(after: String, keys: String)]
  ) throws -> RunningProgram {
    let json = try JSONSerialization.data(withJSONObject: turns.map { [$0.after, $0.keys] })
    return try RunningProgram(
      MockHub.python + [
        MockHub.folder.appending(path: "Mock/terminal.py").path,
        String(decoding: json, as: UTF8.self), built("actadd"),
      ] + arguments, variables: hub.variables.merging(["TERM": "xterm"]) { $1 })
  }

  /// The next line of output, or what there is at its end.
  func readLine() -> String {
    var line = Data()
    while let byte = try? output.fileHandleForReading.read(upToCount: 1), byte != Data("\n".utf8) {
      if byte.isEmpty { break }
      line += byte
    }
    return String(decoding: line, as: UTF8.self)
  }

  /// Ends its input, waits for its end and returns the exit status and the output.
  func finish() -> (status: Int32, output: String) {
    try? input.fileHandleForWriting.close()
    let text = (try? output.fileHandleForReading.readToEnd()) ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: text, as: UTF8.self))
  }

  /// Kills it as `kill -9` does.
  func kill() {
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Ends it, if it still runs.
  func end() {
    try? input.fileHandleForWriting.close()
    if process.isRunning { process.terminate() }
  }
}

/// Waits until `condition` holds, at most ten seconds, and says whether it does.
func eventually(_ condition: () -> Bool) -> Bool {
  for _ in 0..<500 {
    if condition() { return true }
    Thread.sleep(forTimeInterval: 0.02)
  }
  return condition()
}
