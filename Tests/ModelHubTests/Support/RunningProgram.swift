import Foundation

/// A program that a test started, with its output.
final class RunningProgram {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  /// Starts `command`; without `variables` it gets those of this process.
  init(_ command: [String], variables: [String: String]? = nil) throws {
    process.executableURL = URL(filePath: command.first ?? "")
    process.arguments = Array(command.dropFirst())
    if let variables { process.environment = variables }
    process.standardInput = input
    process.standardOutput = output
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

  static var probePath: String {
    URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "hub-fetch-probe").path
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

  /// Waits for the end and returns the exit status and the output.
  func finish() -> (status: Int32, output: String) {
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
