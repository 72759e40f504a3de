import Foundation

/// Other engines on the same weights, through the Python script beside this file.
final class Peers {
  /// One of them.
  struct Peer: Engine {
    let name: String
    fileprivate let number: Int
    fileprivate let peers: Peers

    func decode(rows: Int, tokens: Int) -> Double? { peers.ask("\(number) \(rows) \(tokens)") }
    func prefill(_ tokens: Int) -> Double? { peers.ask("\(number) prefill \(tokens)") }
  }

  private let process = Process()
  private let (questions, answers) = (Pipe(), Pipe())
  private var heard = Data()
  /// Those that this Python has.
  private(set) var all: [Peer] = []

  /// Starts the script and waits until its engines have loaded the weights.
  init(folder: URL, threads: Int) throws {
    let python = ProcessInfo.processInfo.environment["ACTADD_PYTHON"] ?? "python3"
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("peers.py")
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [python, script.path, folder.path, "\(threads)"]
    process.standardInput = questions
    process.standardOutput = answers
    try process.run()
    while let line = readLine(), line != "ready" {
      guard line.hasPrefix("engine ") else { continue }
      all.append(Peer(name: String(line.dropFirst(7)), number: all.count, peers: self))
    }
  }

  /// Lets the script end.
  func stop() {
    try? questions.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  private func ask(_ question: String) -> Double? {
    guard process.isRunning else { return nil }
    questions.fileHandleForWriting.write(Data((question + "\n").utf8))
    return readLine().flatMap { Double($0) }
  }

  /// The next line of the script, `nil` when it has ended.
  private func readLine() -> String? {
    while true {
      if let end = heard.firstIndex(of: 10) {
        let line = String(decoding: heard[..<end], as: UTF8.self)
        heard = Data(heard[(end + 1)...])
        return line
      }
      let more = answers.fileHandleForReading.availableData
      if more.isEmpty { return nil }
      heard += more
    }
  }
}
