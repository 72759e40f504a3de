import ArgumentParser
import Foundation

/// Times this program's own work: loading, the prompt, and decoding at 1, 15 and 30 rows.
@main struct Benchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Benchmarks",
    abstract: "Times loading, the prompt, and decoding; prints one table.")

  @Option(help: "A model folder to time beside random weights of GPT-2 small's shape.")
  var model: String?

  @Option(help: "How many tokens each row decodes.")
  var tokens = 40

  func run() throws {
    print("each figure is the median of 3 runs; decoding: a prompt of 5 tokens, then \(tokens)")
    if let model {
      let folder = URL(fileURLWithPath: model)
      try Measurement(name: folder.lastPathComponent, folder: folder, newTokens: tokens).run()
    }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("actadd-benchmark-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try RandomCheckpoint().write(to: folder)
    try Measurement(name: "random, GPT-2 small", folder: folder, newTokens: tokens).run()
  }
}
