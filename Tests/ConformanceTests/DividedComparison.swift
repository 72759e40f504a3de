import Analysis
import Generation
import Models
import Steering
import Testing
import Transformer

@Suite struct `A comparison in parts` {
  /// So warm that some texts end early, and not all of a side.
  private func comparison(_ model: LanguageModel, samples: Int) throws -> SteeringComparison {
    let love = try model.measure(SteeringRecipe.xVector("Love", "Hate", 5, layer: 6))
    var back = SteeringRecipe.xVector("Love", "Hate", 2, layer: 3)
    back.terms[0].placement = .back
    return SteeringComparison(
      prompt: "Once upon a time", sides: [nil, love, try model.measure(back)], samples: samples,
      options: SamplingOptions(temperature: 2, topP: 1, frequencyPenalty: 0, maximumTokens: 40),
      seed: 5)
  }

  private static func same(_ left: ComparisonResult, _ right: ComparisonResult) -> Bool {
    zip(left.sides, right.sides).allSatisfy { one, other in
      one.map(\.tokens) == other.map(\.tokens) && one.map(\.loss) == other.map(\.loss)
        && one.map(\.text) == other.map(\.text)
    } && left.drawnTokens == right.drawnTokens && left.record == right.record
  }

  @Test func `draws what one batch draws, to the bit`() throws {
    let model = try Goldens.model("trained")
    let comparison = try comparison(model, samples: 7)
    let whole = try comparison.run(model)
    #expect(whole.sides.map(\.count) == [7, 7, 7] && !whole.wasInterrupted)
    #expect(whole.sides.joined().contains { $0.tokens.last == model.endOfText })
    #expect(whole.sides.joined().contains { $0.tokens.last != model.endOfText })
    for budget in [SweepBudget(bytes: 1), SweepBudget(bytes: 1 << 40, rows: 9)] {
      let divided = try comparison.run(model, within: budget)
      #expect(Self.same(divided, whole))
      #expect(!divided.wasInterrupted)
    }
  }

  @Test func `fills texts that ended early up to the longest of their side`() throws {
    let model = try Goldens.model("trained")
    var comparison = try comparison(model, samples: 12)
    comparison.sides = [nil]
    // The seeds for which all texts of the side end before its last token.
    var checked = 0
    for seed in UInt64(0)..<60 {
      comparison.seed = seed
      comparison.samples = 2
      let whole = try comparison.run(model)
      let isEnded = whole.sides[0].contains { $0.tokens.last == model.endOfText }
      guard isEnded else { continue }
      checked += 1
      #expect(Self.same(try comparison.run(model, within: SweepBudget(bytes: 1)), whole))
    }
    #expect(checked > 0)
  }

  @Test func `draws as many rows at once as the budget has`() throws {
    let model = try Goldens.model("trained")
    var parts: [Range<Int>] = []
    let comparison = try comparison(model, samples: 7)
    _ = try comparison.run(
      model, within: SweepBudget(bytes: 1 << 40, rows: 9),
      onStep: { progress in
        if progress.isDone { parts.append(progress.samples) }
      })
    #expect(parts == [0..<3, 3..<6, 6..<7])
  }

  @Test func `keeps what is done where it is stopped, in a pass too`() throws {
    let model = try Goldens.model("trained")
    let comparison = try comparison(model, samples: 7)
    let whole = try comparison.run(model)
    var (steps, passes) = (0, 0)
    let stopped = try comparison.run(
      model, within: SweepBudget(bytes: 1 << 40, rows: 9),
      onStep: { progress in
        if progress.samples.lowerBound == 3 { steps = progress.step }
      },
      onPass: { share in
        if share > 0, steps == 4 { passes += 1 }
      },
      while: { passes < 3 })
    #expect(stopped.wasInterrupted)
    #expect(stopped.sides.map(\.count) == [6, 6, 6])
    #expect(stopped.steps.done == 4)
    for (side, expected) in zip(stopped.sides, whole.sides) {
      #expect(side.prefix(3).map(\.tokens) == expected.prefix(3).map(\.tokens))
      #expect(side.suffix(3).map(\.tokens) == expected[3..<6].map { Array($0.tokens.prefix(4)) })
    }
    let nothing = try comparison.run(model, while: { false })
    #expect(nothing.wasInterrupted && nothing.sides.allSatisfy(\.isEmpty))
  }

  @Test func `has the noise of all rows`() {
    let whole = NoiseStream(seed: 9, rows: 5, vocabulary: 40_001)
    let part = NoiseStream(seed: 9, rows: 5, part: 2..<4, vocabulary: 40_001)
    let last = NoiseStream(seed: 9, rows: 5, part: 4..<5, vocabulary: 40_001)
    func uniform(_ noise: NoiseStream, _ row: Int) -> [Double] {
      var numbers = RowNoise()
      let tokens = Array(stride(from: Int32(0), to: 40_001, by: 1_000))
      numbers.read(noise, row: row, tokens)
      return tokens.indices.map { numbers.uniform($0) }
    }
    for _ in 0..<3 {
      whole.advance()
      part.advance()
      last.advance()
      // In any order, and not all of them.
      #expect(uniform(last, 4) == uniform(whole, 4))
      for row in [3, 2] { #expect(uniform(part, row) == uniform(whole, row)) }
    }
  }
}
