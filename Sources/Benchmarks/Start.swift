import Foundation
import LinearAlgebra

/// How long the program takes to begin, as a user meets it: built beside this one.
struct Start {
  /// A model folder with a tokenizer.
  let folder: URL
  let rounds: Int

  func run() throws {
    try line("actadd --version", ["--version"])
    let load = ":load \(folder.path)"
    let compare =
      "let v = x(\"ab\",\"cd\",1,6)\n:compare \"efghijkl\" n=15 tokens=40 seed=0"
    try line("cold start to a loaded model", ["--no-rc", "-c", load])
    try line("cold start to a finished :compare n=15", ["--no-rc", "-c", "\(load)\n\(compare)"])
    for precision in WeightPrecision.allCases {
      try memory(precision, "\(load) dtype=\(precision.rawValue)\n\(compare)")
    }
  }

  /// What the program has in memory after a comparison, beside what it says its weights and the keys
  /// and values of such a comparison take.
  private func memory(_ precision: WeightPrecision, _ commands: String) throws {
    let settings = ":set n=15\n:set tokens=40\n"
    let output = try run(["--no-rc", "--json", "-c", settings + commands + "\n:model"]).output
    guard let last = output.split(separator: 10).last,
      let fields = try JSONSerialization.jsonObject(with: Data(last)) as? [String: Any],
      let resident = fields["resident_bytes"] as? Double,
      let weights = fields["weight_bytes"] as? Double,
      let context = fields["context_bytes"] as? Double
    else { return }
    print(
      "memory after it, \(precision.rawValue)".padded
        + String(
          format: "%9.0f MB, %.2f × weights and caches", resident / 1e6,
          resident / (weights + context)))
  }

  private func line(_ what: String, _ arguments: [String]) throws {
    var seconds: [Double] = []
    for _ in 0..<rounds { seconds.append(try run(arguments).seconds) }
    print(what.padded + String(format: "%9.1f ms", 1000 * seconds.median))
  }

  private func run(_ arguments: [String]) throws -> (seconds: Double, output: Data) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
      .deletingLastPathComponent().appendingPathComponent("actadd")
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    let start = ContinuousClock.now
    try process.run()
    // Until the output ends: waiting for the process looks for its end only now and then.
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return (seconds, data)
  }
}

extension String {
  fileprivate var padded: String { padding(toLength: 48, withPad: " ", startingAt: 0) }
}
