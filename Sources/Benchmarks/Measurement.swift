import Foundation
import Generation
import Safetensors
import Transformer

/// One network, timed.
struct Measurement {
  let name: String
  let folder: URL
  let prompt = [TokenID](0..<5)
  let newTokens: Int

  /// Prints one line per figure.
  func run() throws {
    var network = try load()
    let loading = try median(of: 3) { network = try load() }
    row("load", loading, "")
    let long = [TokenID](repeating: 7, count: min(1024, network.sizes.context))
    let prefill = try median(of: 3) { try run(long, network) }
    row("prefill of \(long.count) tokens", prefill, rate(long.count, prefill))
    for rows in [1, 15, 30] {
      let seconds = try median(of: 3) { try decode(rows, network) }
      row(
        "\(rows) row\(rows == 1 ? "" : "s")", seconds / Double(newTokens),
        rate(rows * newTokens, seconds))
    }
  }

  private func load() throws -> HookedTransformer {
    let json = try Data(contentsOf: folder.appendingPathComponent("config.json"))
    let (architecture, sizes) = try Hyperparameters.read(json)
    return try HookedTransformer(architecture, sizes, Checkpoint(folder: folder))
  }

  private func run(_ tokens: [TokenID], _ network: HookedTransformer) throws {
    var inference = Inference(network, capacities: [tokens.count], rows: tokens.count, logits: 1)
    var hooks = NoHook()
    inference.forward(TokenBatch(sequences: [tokens]), hooks: &hooks)
    _ = inference.logits(rows: [tokens.count - 1])
  }

  private func decode(_ rows: Int, _ network: HookedTransformer) throws {
    var decoding = try Decoding(
      network, prompts: [prompt], samples: rows,
      options: SamplingOptions(maximumTokens: newTokens, stopsAtEnd: false), seed: 0, endOfText: 0,
      hooks: NoHook())
    while try decoding.next() {}
  }

  private func median(of runs: Int, _ body: () throws -> Void) rethrows -> Double {
    var seconds: [Double] = []
    for _ in 0..<runs {
      let start = ContinuousClock.now
      try body()
      seconds.append((ContinuousClock.now - start) / .seconds(1))
    }
    return seconds.sorted()[runs / 2]
  }

  private func rate(_ tokens: Int, _ seconds: Double) -> String {
    String(format: "%10.0f tokens/s", Double(tokens) / seconds)
  }

  private func row(_ what: String, _ seconds: Double, _ rate: String) {
    let columns = [name, what].map { $0.padding(toLength: 24, withPad: " ", startingAt: 0) }
    print(columns.joined() + String(format: "%9.2f ms", seconds * 1000) + rate)
  }
}
