import Foundation
import LinearAlgebra
import Transformer

/// One network in one precision, timed part by part.
struct Measurement {
  let name: String
  let folder: URL
  let precision: WeightPrecision
  let newTokens: Int
  let rounds: Int

  /// Prints one line per figure.
  func run(_ rowCounts: [Int]) throws {
    let engine = try OwnEngine(folder, precision)
    let loading = try least { try seconds { _ = try OwnEngine(folder, precision) } }
    let network = engine.network
    let megabytes = String(format: "%10.0f MB of weights", Double(network.residentBytes) / 1e6)
    line("load", loading, megabytes)
    let long = min(1024, network.sizes.context)
    let prefill = least { engine.prefill(long) ?? .infinity }
    line("prompt of \(long) tokens", prefill, rate(long, prefill))
    for rows in rowCounts { try decode(rows, engine) }
  }

  /// Decodes rows with and without steering half of them, one after the other so that what else the
  /// machine does falls on both.
  private func decode(_ rows: Int, _ engine: OwnEngine) throws {
    var (plain, steered) = ([Double](), [Double]())
    var (shares, limits) = ([PhaseClock.Shares](), [Limits]())
    for _ in 0..<rounds {
      limits.append(Limits(rows: rows))
      plain += try engine.steps(rows, newTokens, hooks: NoHook())
      steered += try engine.steps(rows, newTokens, hooks: engine.plan())
      var clock = PhaseClock()
      let steps = try engine.steps(rows, newTokens, hooks: clock, finally: { clock = $0 })
      shares.append(
        clock.shares(of: steps.reduce(0, +), unembedding: engine.unembedding(rows)))
    }
    let step = plain.median
    line("\(rows) row\(rows == 1 ? "" : "s")", step, rate(rows, step))
    let (limit, work) = (Limits(medianOf: limits), engine.work(rows, newTokens))
    let share = shares.sorted { $0.products < $1.products }[rounds / 2]
    print(
      String(
        format: "%@  %.0f %% of the limit, %.0f %% of what is attainable; products %.0f %%, "
          + "attention %.1f %%, norms and GELU %.1f %%, sampling %.1f %%; steered %.3f of the speed",
        String(repeating: " ", count: 22), 100 * limit.least(work) / step,
        100 * limit.attainable(work) / step, 100 * share.products, 100 * share.attention,
        100 * share.elementwise, 100 * share.sampling, step / steered.median))
  }

  private func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try body()
    return (ContinuousClock.now - start) / .seconds(1)
  }

  private func least(_ body: () throws -> Double) rethrows -> Double {
    var least = Double.infinity
    for _ in 0..<rounds { least = min(least, try body()) }
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

extension [Double] {
  /// The middle one; of an even number the upper.
  var median: Double { isEmpty ? .nan : sorted()[count / 2] }
}
