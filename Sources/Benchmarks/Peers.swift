import Foundation

/// Other engines on the same weights, through the Python script beside this file.
enum Peers {
  /// Runs the script; what it prints is shown as it comes.
  static func run(folder: URL, tokens: Int, rows: [Int], threads: Int) throws {
    let python = ProcessInfo.processInfo.environment["ACTADD_PYTHON"] ?? "python3"
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("peers.py")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      [python, script.path, folder.path, "\(tokens)", "\(threads)"] + rows.map { "\($0)" }
    try process.run()
    process.waitUntilExit()
  }
}
