import Analysis
import Generation
import Models
import Steering
import Testing
import Transformer

@Suite struct `Completions` {
  struct Case: Decodable {
    let model: String
    let name: String
    let prompt: String
    let tokens: [TokenID]
    let steps: Int
    let seed: UInt64
    let rows: Int
    let settings: RecordedSettings
    let additions: [RecordedAddition]
    let completions: [[TokenID]]
    let texts: [String]
    let loss: [Float]
  }

  /// What runs of one comparison have in common.
  struct Setting: Hashable {
    let prompt: String
    let steps: Int
    let seed: UInt64
    let rows: Int
    let settings: RecordedSettings
  }

  static func cases(_ model: String) throws -> [Case] {
    try Goldens.cases("generation.json", as: [Case].self)
      .filter { $0.model == model }
  }

  @Test(arguments: ["random", "trained"])
  func `are the reference's, all sides in one batch`(_ name: String) throws {
    let model = try Goldens.model(name)
    let cases = try Self.cases(name)
    #expect(cases.count > 100)
    let together = Dictionary(grouping: cases) { golden in
      Setting(
        prompt: golden.prompt, steps: golden.steps, seed: golden.seed, rows: golden.rows,
        settings: golden.settings)
    }
    for (setting, goldens) in together {
      let comparison = SteeringComparison(
        prompt: setting.prompt,
        sides: try goldens.map { golden in
          try golden.additions.isEmpty ? nil : model.measure(golden.additions)
        },
        samples: setting.rows, options: setting.settings.options(steps: setting.steps),
        seed: setting.seed)
      let result = try comparison.run(model)
      for (side, golden) in zip(result.sides, goldens) { check(side, golden) }
    }
  }

  @Test(arguments: ["random", "trained"])
  func `are the reference's, each side alone`(_ name: String) throws {
    let model = try Goldens.model(name)
    for golden in try Self.cases(name) where golden.rows == 3 {
      let vector = try golden.additions.isEmpty ? nil : model.measure(golden.additions)
      let comparison = SteeringComparison(
        prompt: golden.prompt, sides: [vector], samples: golden.rows,
        options: golden.settings.options(steps: golden.steps), seed: golden.seed)
      check(try comparison.run(model).sides[0], golden)
    }
  }

  func check(_ side: [ComparisonResult.Completion], _ golden: Case) {
    let title = "\(golden.name), \(golden.rows) rows, seed \(golden.seed), \(golden.settings)"
    #expect(side.map(\.tokens) == golden.completions, "\(title)")
    #expect(Array(side.map(\.text).prefix(golden.texts.count)) == golden.texts, "\(title)")
    let difference = largestDifference(side.map(\.loss), golden.loss)
    #expect(difference <= 1e-4, "\(title): \(difference)")
  }
}
