import Foundation
import Generation
import LinearAlgebra
import Safetensors
import Steering
import Transformer

/// This package on a checkpoint, in one precision: draws tokens as `:compare` does.
struct OwnEngine: Engine {
  let name: String
  let network: HookedTransformer
  static let prompt = [TokenID](0..<5)

  /// Loads the weights.
  init(_ folder: URL, _ precision: WeightPrecision) throws {
    name = "actadd \(precision.rawValue)"
    let json = try Data(contentsOf: folder.appendingPathComponent("config.json"))
    let (architecture, sizes) = try Hyperparameters.read(json)
    network = try HookedTransformer(
      architecture, sizes, Checkpoint(folder: folder), precision: precision)
  }

  func decode(rows: Int, tokens: Int) -> Double? {
    let start = ContinuousClock.now
    guard (try? steps(rows, tokens, hooks: NoHook())) != nil else { return nil }
    return (ContinuousClock.now - start) / .seconds(1)
  }

  func prefill(_ tokens: Int) -> Double? {
    let start = ContinuousClock.now
    var inference = Inference(network, capacities: [tokens], rows: tokens, logits: 1)
    var hooks = NoHook()
    inference.forward(
      TokenBatch(sequences: [[TokenID](repeating: 7, count: tokens)]), hooks: &hooks)
    _ = inference.logits(rows: [tokens - 1])
    return (ContinuousClock.now - start) / .seconds(1)
  }

  /// The seconds of turning so many rows into logits, after a pass that leaves other weights in the
  /// caches.
  func unembedding(_ rows: Int) -> Double {
    let batch = TokenBatch(sequences: Array(repeating: [7], count: rows))
    var inference = Inference(
      network, capacities: Array(repeating: 9, count: rows), rows: rows, logits: rows)
    var hooks = NoHook()
    return (0..<9).map { _ in
      inference.forward(batch, hooks: &hooks)
      let start = ContinuousClock.now
      _ = inference.logits(rows: Array(0..<rows))
      return (ContinuousClock.now - start) / .seconds(1)
    }.median
  }

  /// What the middle one of the steps after the first has to do.
  func work(_ rows: Int, _ tokens: Int) -> StepWork {
    let prompts = Self.sides(rows) * Self.prompt.count
    return StepWork(
      network, rows: rows, positions: Double(rows * tokens) / 2 + Double(prompts))
  }

  private static func sides(_ rows: Int) -> Int { rows % 2 == 0 ? 2 : 1 }

  /// The seconds of each step after the first, which runs on the prompt; an even number of rows is
  /// two sides.
  func steps<Hook: ForwardHook>(
    _ rows: Int, _ tokens: Int, hooks: Hook, finally: (Hook) -> Void = { _ in }
  ) throws -> [Double] {
    let sides = Self.sides(rows)
    var decoding = try Decoding(
      network, prompts: Array(repeating: Self.prompt, count: sides), samples: rows / sides,
      options: SamplingOptions(maximumTokens: tokens, stopsAtEnd: false), seed: 0, endOfText: 0,
      hooks: hooks)
    _ = try decoding.next()
    var seconds: [Double] = []
    while decoding.steps < tokens {
      let start = ContinuousClock.now
      _ = try decoding.next()
      seconds.append((ContinuousClock.now - start) / .seconds(1))
    }
    finally(decoding.hooks)
    return seconds
  }

  /// Steers the first side, or the only one.
  func plan() throws -> InjectionPlan {
    let width = network.sizes.width
    let values = Matrix(rows: 2, columns: width, elements: .init(repeating: 0.01, count: 2 * width))
    let addition = ActivationAddition(
      tokens: [0, 1], coefficient: 1, point: .residPre(network.sizes.blocks / 2))
    var plan = InjectionPlan()
    try plan.steer(
      0, of: Self.prompt.count,
      with: SteeringVector([.init(addition: addition, values: values)]))
    return plan
  }
}
