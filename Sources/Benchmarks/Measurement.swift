import Foundation
import Generation
import LinearAlgebra
import Safetensors
import Steering
import Transformer

/// One network in one precision, timed.
struct Measurement {
  let name: String
  let folder: URL
  let precision: WeightPrecision
  let prompt = [TokenID](0..<5)
  let newTokens: Int
  let rounds: Int

  /// Prints one line per figure.
  func run(_ rowCounts: [Int]) throws {
    var network = try load()
    let loading = try best { network = try load() }
    let megabytes = String(format: "%10.0f MB of weights", Double(network.residentBytes) / 1e6)
    line("load", loading, megabytes)
    let long = [TokenID](repeating: 7, count: min(1024, network.sizes.context))
    let prefill = try best { try run(long, network) }
    line("prefill of \(long.count) tokens", prefill, rate(long.count, prefill))
    for rows in rowCounts { try decode(rows, network) }
  }

  /// Decodes rows with and without steering half of them, one after the other so that what else the
  /// machine does falls on both.
  private func decode(_ rows: Int, _ network: HookedTransformer) throws {
    var (plain, steered) = ([Double](), [Double]())
    var shares = [PhaseClock.Shares]()
    for _ in 0..<rounds {
      plain.append(try steps(rows, network, hooks: NoHook()).least)
      steered.append(try steps(rows, network, hooks: plan(rows, network)).least)
      var clock = PhaseClock(network.sizes)
      let whole = try steps(rows, network, hooks: clock, finally: { clock = $0 }).sum
      shares.append(clock.shares(of: whole))
    }
    let step = plain.min() ?? 0
    line("\(rows) row\(rows == 1 ? "" : "s")", step, rate(rows, step))
    let share = shares.sorted { $0.products < $1.products }[rounds / 2]
    print(
      String(
        format: "%@  products %.0f %%, attention %.1f %%, norms and GELU %.1f %%, "
          + "sampling %.1f %%; steered %.3f of the speed",
        String(repeating: " ", count: 22), 100 * share.products, 100 * share.attention,
        100 * share.elementwise, 100 * share.sampling, step / (steered.min() ?? step)))
  }

  /// The seconds of each step after the first, which runs on the prompt.
  private func steps<Hook: ForwardHook>(
    _ rows: Int, _ network: HookedTransformer, hooks: Hook, finally: (Hook) -> Void = { _ in }
  ) throws -> (least: Double, sum: Double) {
    let isEven = rows % 2 == 0
    var decoding = try Decoding(
      network, prompts: isEven ? [prompt, prompt] : [prompt], samples: isEven ? rows / 2 : rows,
      options: SamplingOptions(maximumTokens: newTokens, stopsAtEnd: false), seed: 0, endOfText: 0,
      hooks: hooks)
    _ = try decoding.next()
    var (least, sum) = (Double.infinity, 0.0)
    while decoding.steps < newTokens {
      let start = ContinuousClock.now
      _ = try decoding.next()
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      (least, sum) = (min(least, seconds), sum + seconds)
    }
    finally(decoding.hooks)
    return (least, sum)
  }

  /// Steers the first side, or the only one.
  private func plan(_ rows: Int, _ network: HookedTransformer) throws -> InjectionPlan {
    let width = network.sizes.width
    let values = Matrix(rows: 2, columns: width, elements: .init(repeating: 0.01, count: 2 * width))
    let addition = ActivationAddition(
      tokens: [0, 1], coefficient: 1, point: .residPre(network.sizes.blocks / 2))
    var plan = InjectionPlan()
    try plan.steer(
      0, of: prompt.count, with: SteeringVector([.init(addition: addition, values: values)]))
    return plan
  }

  private func load() throws -> HookedTransformer {
    let json = try Data(contentsOf: folder.appendingPathComponent("config.json"))
    let (architecture, sizes) = try Hyperparameters.read(json)
    return try HookedTransformer(
      architecture, sizes, Checkpoint(folder: folder), precision: precision)
  }

  private func run(_ tokens: [TokenID], _ network: HookedTransformer) throws {
    var inference = Inference(network, capacities: [tokens.count], rows: tokens.count, logits: 1)
    var hooks = NoHook()
    inference.forward(TokenBatch(sequences: [tokens]), hooks: &hooks)
    _ = inference.logits(rows: [tokens.count - 1])
  }

  private func best(_ body: () throws -> Void) rethrows -> Double {
    var least = Double.infinity
    for _ in 0..<rounds {
      let start = ContinuousClock.now
      try body()
      least = min(least, (ContinuousClock.now - start) / .seconds(1))
    }
    return least
  }

  private func rate(_ tokens: Int, _ seconds: Double) -> String {
    String(format: "%10.0f tokens/s", Double(tokens) / seconds)
  }

  private func line(_ what: String, _ seconds: Double, _ rate: String) {
    let columns = [name, what].map { $0.padding(toLength: 24, withPad: " ", startingAt: 0) }
    print(columns.joined() + String(format: "%9.2f ms", seconds * 1000) + rate)
  }
}
