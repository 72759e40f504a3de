import Foundation
import LinearAlgebra
import Transformer

/// This package and others, taking turns, so that what else the machine does falls on all.
struct Tournament {
  let own: [OwnEngine]
  let peers: [Peers.Peer]
  let tokens: Int
  let rounds: Int

  /// What each engine was asked, by column.
  private enum Task: Hashable {
    case rows(Int)
    case prompt(Int)

    /// How many rows a pass has.
    var rows: Int {
      switch self {
      case .rows(let count), .prompt(let count): count
      }
    }

    var title: String {
      switch self {
      case .rows(let count): "\(count) row\(count == 1 ? "" : "s")"
      case .prompt(let length): "prompt of \(length)"
      }
    }
  }

  /// Measures, then prints a table in Markdown: medians of tokens a second over all rows, and beside
  /// each peer how many times as fast this package is in the same precision; then what the machine
  /// allows, if a step only reads and multiplies weights, and what is attainable, if its products are
  /// at their best and it reads its keys and values besides.
  func run(_ rowCounts: [Int]) {
    let tasks = rowCounts.map { Task.rows($0) } + [.prompt(1024)]
    let engines: [any Engine] = own + peers
    var rates = [[Task: [Double]]](repeating: [:], count: engines.count)
    var limits = [Task: [Limits]]()
    for task in tasks {
      for engine in engines { _ = seconds(engine, task, tokens: 2) }
      for _ in 0..<rounds {
        limits[task, default: []].append(Limits(rows: task.rows))
        for (index, engine) in engines.enumerated() {
          // Threads of the engine before may spin for a while yet.
          Thread.sleep(forTimeInterval: 0.3)
          guard let seconds = seconds(engine, task, tokens: tokens) else { continue }
          rates[index][task, default: []].append(Double(count(task)) / seconds)
        }
      }
    }
    print("| | " + tasks.map(\.title).joined(separator: " | ") + " |")
    print("|---|" + tasks.map { _ in "---:|" }.joined())
    for (index, engine) in engines.enumerated() {
      let cells = tasks.map { task -> String in
        guard let rate = rates[index][task]?.median else { return "" }
        let ours = counterpart(of: engine).flatMap { rates[$0][task]?.median }
        let ratio = ours.map { String(format: " (×%.2f)", $0 / rate) } ?? ""
        return String(format: "%.0f", rate) + ratio
      }
      print("| \(engine.name) | " + cells.joined(separator: " | ") + " |")
    }
    func show(_ title: String, _ seconds: (Limits, StepWork) -> Double) {
      for engine in own {
        let cells = tasks.map { task in
          let limit = Limits(medianOf: limits[task] ?? [])
          return String(format: "%.0f", Double(task.rows) / seconds(limit, work(engine, task)))
        }
        print(
          "| \(title), \(engine.network.precision.rawValue) | "
            + cells.joined(separator: " | ") + " |")
      }
    }
    show("the machine's limit") { $0.least($1) }
    show("attainable") { $0.attainable($1) }
  }

  private func work(_ engine: OwnEngine, _ task: Task) -> StepWork {
    switch task {
    case .rows(let rows): engine.work(rows, tokens)
    case .prompt(let length):
      StepWork(engine.network, rows: length, positions: Double(length))
    }
  }

  private func seconds(_ engine: any Engine, _ task: Task, tokens: Int) -> Double? {
    switch task {
    case .rows(let rows): engine.decode(rows: rows, tokens: tokens)
    case .prompt(let length): engine.prefill(length)
    }
  }

  private func count(_ task: Task) -> Int {
    switch task {
    case .rows(let rows): rows * tokens
    case .prompt(let length): length
    }
  }

  /// Which of our engines has weights as many bits wide as a peer's.
  private func counterpart(of engine: any Engine) -> Int? {
    guard engine is Peers.Peer else { return nil }
    let precision: WeightPrecision =
      switch engine.format {
      case "bf16": .bf16
      case "int8", "q8_0": .int8
      default: .fp32
      }
    return own.firstIndex { $0.network.precision == precision }
  }
}
