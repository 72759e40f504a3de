import ArgumentParser
import Foundation
import LinearAlgebra
import Models

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
    help: "How often everything is measured; the median counts, the machine being shared.")
  var rounds = 3

  @Option(parsing: .upToNextOption, help: "How many rows are decoded at once.")
  var rows = [1, 15, 30]

  @Option(help: "How many threads share the work.")
  var threads = Machine.threads

  @Flag(help: "Only OpenBLAS multiplies.")
  var openblas = false

  @Flag(help: "Let other engines that a Python has (ACTADD_PYTHON) take turns with ours.")
  var against = false

  /// Restarts first, so that OpenBLAS is at its best.
  static func main() {
    BLAS.restartWithBetterKernels(CommandLine.arguments)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch { exit(withError: error) }
  }

  @Flag(help: "Only the table of engines, not our own parts.")
  var brief = false

  @Flag(help: "Say instead what bf16 and int8 change in --model or the built-in model.")
  var differences = false

  func run() throws {
    Machine.threads = threads
    if openblas { Backend.current = .openblas }
    if differences {
      let folder = model ?? BuiltInModel.folder ?? "."
      return try Differences(folder: URL(fileURLWithPath: folder)).run()
    }
    print(
      "\(Machine.current.rawValue) kernels, \(threads) threads, OpenBLAS \(BLAS.kernels); "
        + "\(rounds) rounds; a prompt of 5 tokens, then \(tokens)")
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("actadd-benchmark-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try RandomCheckpoint().write(to: folder)
    if !brief {
      if let model { try measure(URL(fileURLWithPath: model)) }
      try measure(folder)
      try Start(folder: folder, rounds: max(3, rounds)).run()
    }
    if against { try compare(folder) }
    Limits(medianOf: (0..<9).map { _ in Limits(rows: 30) }).show()
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

  private func compare(_ folder: URL) throws {
    let own = try WeightPrecision.allCases.map { try OwnEngine(folder, $0) }
    let peers = try Peers(folder: folder, threads: threads)
    defer { peers.stop() }
    Tournament(own: own, peers: peers.all, tokens: tokens, rounds: rounds).run(rows)
  }
}
