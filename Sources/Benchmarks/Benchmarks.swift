import ArgumentParser
import Foundation
import LinearAlgebra

/// Times this program's own work, and with `--against` that of others on the same weights.
@main struct Benchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Benchmarks",
    abstract: "Times loading, the prompt and decoding, and says where the time goes.")

  @Option(help: "A model folder to time beside random weights of GPT-2 small's shape.")
  var model: String?

  @Option(help: "How many tokens each row decodes.")
  var tokens = 40

  @Option(
    help: "How often everything is measured; the least time counts, the machine being shared.")
  var rounds = 3

  @Option(parsing: .upToNextOption, help: "How many rows are decoded at once.")
  var rows = [1, 15, 30]

  @Option(help: "How many threads share the work.")
  var threads = Machine.threads

  @Flag(help: "Only OpenBLAS multiplies.")
  var openblas = false

  @Flag(help: "Also time torch, transformers and others that this Python finds (ACTADD_PYTHON).")
  var against = false

  /// Restarts first, so that OpenBLAS is at its best.
  static func main() {
    BLAS.restartWithBetterKernels(CommandLine.arguments)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch { exit(withError: error) }
  }

  func run() throws {
    Machine.threads = threads
    if openblas { Backend.current = .openblas }
    print(
      "\(Machine.current.rawValue) kernels, \(threads) threads, OpenBLAS \(BLAS.kernels); "
        + "best of \(rounds); a prompt of 5 tokens, then \(tokens)")
    Limits().show()
    if let model {
      try measure(URL(fileURLWithPath: model))
    }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("actadd-benchmark-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try RandomCheckpoint().write(to: folder)
    try measure(folder)
    if against { try Peers.run(folder: folder, tokens: tokens, rows: rows, threads: threads) }
  }

  private func measure(_ folder: URL) throws {
    let name = folder.lastPathComponent.hasPrefix("actadd-") ? "random" : folder.lastPathComponent
    for precision in WeightPrecision.allCases where !(openblas && precision != .fp32) {
      try Measurement(
        name: "\(name) \(precision.rawValue)", folder: folder, precision: precision,
        newTokens: tokens, rounds: rounds
      ).run(rows)
    }
  }
}
