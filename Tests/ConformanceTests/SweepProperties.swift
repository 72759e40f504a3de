import Analysis
import Generation
import LinearAlgebra
import Models
import Steering
import Testing
import Transformer

@Suite struct `A sweep` {
  private static let prompts = ["I hate you because", "I went up to my friend and said"]

  private func sweep(_ model: LanguageModel, samples: Int = 3) throws -> SteeringSweep {
    let recipes = [(-4, 0), (5, 6), (12, 3)].map { coefficient, layer in
      SteeringRecipe.xVector("Love", "Hate", Float(coefficient), layer: layer)
    }
    return SteeringSweep(
      prompts: Self.prompts, vectors: try model.measure(recipes), samples: samples,
      options: SamplingOptions(temperature: 1, topP: 0.9, maximumTokens: 12), seed: 11,
      words: WordCount(["love", "you"]), tokens: [model.tokenizer.tokens(" you")[1]])
  }

  @Test func `gives in each cell what a comparison gives, to the bit`() throws {
    let model = try Goldens.model("trained")
    let sweep = try sweep(model)
    let result = try sweep.run(model, within: SweepBudget(bytes: 1 << 28))
    #expect(result.outcomes.map(\.cell) == sweep.cells)
    #expect(result.outcomes.count == 2 * 4)
    for outcome in result.outcomes {
      let prompt = sweep.prompts[outcome.cell.prompt]
      let comparison = try SteeringComparison(
        prompt: prompt, sides: [outcome.cell.vector.map { sweep.vectors[$0] }],
        samples: sweep.samples, options: sweep.options, seed: sweep.seed
      ).run(model)
      let expected = comparison.sides[0]
      #expect(outcome.completions.map(\.loss) == expected.map(\.loss))
      #expect(
        outcome.completions.map(\.tokens)
          == expected.map { Array($0.tokens.prefix { $0 != model.endOfText }) })
    }
  }

  @Test func `gives the same within any budget, to the bit`() throws {
    let model = try Goldens.model("trained")
    let sweep = try sweep(model)
    let all = try sweep.run(model, within: SweepBudget(bytes: 1 << 28))
    for budget in [SweepBudget(bytes: 1), SweepBudget(bytes: 1 << 28, rows: 9)] {
      let some = try sweep.run(model, within: budget)
      for (one, other) in zip(some.outcomes, all.outcomes) {
        #expect(one.completions == other.completions)
        #expect(one.divergence == other.divergence && one.probability == other.probability)
      }
    }
    let chosen = sweep.cells.filter { $0.index % 3 == 1 }
    let part = try sweep.run(model, cells: chosen, within: SweepBudget(bytes: 1 << 28))
    #expect(part.outcomes.map(\.cell) == chosen)
    for outcome in part.outcomes {
      #expect(outcome.completions == all.outcomes[outcome.cell.index].completions)
    }
  }

  @Test func `measures what its completions say`() throws {
    let model = try Goldens.model("trained")
    let sweep = try sweep(model)
    let words = WordCount(["love", "you"])
    let result = try sweep.run(model, within: SweepBudget(bytes: 1 << 28))
    for outcome in result.outcomes {
      let counts = outcome.completions.map { words(sweep.prompts[outcome.cell.prompt] + $0.text) }
      #expect(outcome[.count] == Double(counts.reduce(0, +)) / Double(counts.count))
      #expect(outcome[.success] == Double(counts.count { $0 > 0 }) / Double(counts.count))
      let losses = outcome.completions.reduce(0) { $0 + Double($1.loss) } / 3
      #expect(outcome[.loss] == losses)
      #expect(
        outcome[.distinct] == TokenDiversity.distinct(2, of: outcome.completions.map(\.tokens)))
      let prompt = model.tokenizer.tokens(sweep.prompts[outcome.cell.prompt])
      let vector = outcome.cell.vector.map { sweep.vectors[$0] }
      let pass = try PredictionPass(model, [.init(prompt), .init(prompt, steeredBy: vector)])
      let (plain, steered) = (try pass.lastDistribution(0), try pass.lastDistribution(1))
      #expect(outcome[.kl] == steered.divergence(from: plain))
      #expect(outcome[.p] == steered.probability(ofAny: sweep.tokens))
    }
    // The prompt's own "you" counts, as published.
    #expect(result.outcomes[0][.success] == 1)
    #expect(result.outcomes[0][.kl] == 0)
  }

  @Test func `reads what follows a prompt without completing it`() throws {
    let model = try Goldens.model("trained")
    var sweep = try sweep(model)
    let all = try sweep.run(model, within: SweepBudget(bytes: 1 << 28))
    sweep.samples = 0
    let quick = try sweep.run(model, within: SweepBudget(bytes: 1 << 28))
    #expect(quick.outcomes.map(\.divergence) == all.outcomes.map(\.divergence))
    #expect(quick.outcomes.allSatisfy { $0.completions.isEmpty && $0[.loss] == nil })
    #expect(quick.drawnTokens == 0)
  }

  @Test func `leaves a cell empty whose predictions are no numbers, and no other`() throws {
    let model = try Goldens.model("trained")
    var sweep = try sweep(model)
    let before = try sweep.run(model, within: SweepBudget(bytes: 1 << 28))
    let part = sweep.vectors[1].parts[0]
    var broken = part.values
    broken[1, 0] = .infinity
    broken[1, 1] = .nan
    sweep.vectors[1] = SteeringVector([.init(addition: part.addition, values: broken)])
    var (furthest, mostDrawn) = (0.0, 0)
    let after = try sweep.run(model, within: SweepBudget(bytes: 1 << 28)) { progress in
      #expect(progress.cells >= furthest && progress.cells <= 8, "no bar runs backwards")
      furthest = progress.cells
      mostDrawn = max(mostDrawn, progress.tokens)
    }
    #expect(furthest == 8)
    #expect(after.drawnTokens < before.drawnTokens)
    #expect(mostDrawn == after.drawnTokens)
    #expect(after.outcomes.count == before.outcomes.count)
    for (one, other) in zip(after.outcomes, before.outcomes) {
      if one.cell.vector == 1 {
        #expect(one[.kl] == nil && one[.loss] == nil && one.completions.isEmpty)
      } else {
        #expect(one.completions == other.completions)
      }
    }
  }

  @Test func `reads from its passes what was added`() throws {
    let model = try Goldens.model("trained")
    var sweep = try sweep(model)
    sweep.vectors.append(try model.measure(.xVector("Love", "Love", 5, layer: 2)))
    let result = try sweep.run(model, within: SweepBudget(bytes: 1 << 28))
    for outcome in result.outcomes {
      guard let vector = outcome.cell.vector else {
        #expect(outcome.applied.places.isEmpty)
        continue
      }
      let place = try #require(outcome.applied.places.first)
      let part = sweep.vectors[vector].parts[0]
      #expect(outcome.applied.places.count == 1)
      #expect(place.point == part.addition.point)
      #expect(place.positions == 0..<part.values.rows)
      // One to see what follows the prompt, and those that complete it.
      #expect(outcome.applied.passes == 1 + 12 && place.passes == 2)
      #expect(outcome.applied.hasMoved == (vector != 3))
      #expect((place.ratio == nil) == (vector == 3))
    }
  }

  @Test func `refuses a vector that does not fit before anything is run`() throws {
    let model = try Goldens.model("trained")
    var sweep = try sweep(model)
    var late = SteeringRecipe.xVector("Love", "Hate", 5, layer: 6)
    late.terms[0].placement = .offset(90)
    sweep.vectors.append(try model.measure(late))
    #expect(throws: SteeringError.self) {
      _ = try sweep.run(model, within: SweepBudget(bytes: 1 << 28))
    }
  }

  @Test func `keeps its rows busy and its memory within the budget`() throws {
    let sizes = try Goldens.model("trained").network.sizes
    let one = SweepBudget(bytes: 1, rows: 256).cells(
      sizes, .fp32, prompt: 6, samples: 5, tokens: 50)
    #expect(one == 1)
    let many = SweepBudget(bytes: 1 << 40, rows: 256)
    #expect(many.cells(sizes, .fp32, prompt: 6, samples: 5, tokens: 50) == 51)
    #expect(many.cells(sizes, .fp32, prompt: 6, samples: 1000, tokens: 50) == 1)
    #expect(many.cells(sizes, .fp32, prompt: 8, samples: 0, tokens: 50) == 256)
    // Narrow weights come with keys and values of half the size.
    let little = SweepBudget(bytes: 1 << 23, rows: 256)
    let cells = WeightPrecision.allCases.map {
      little.cells(sizes, $0, prompt: 6, samples: 1, tokens: 50)
    }
    #expect(cells[0] < cells[1] && cells[1] == cells[2] && cells[1] < 256)
    #expect(SweepBudget(free: 1 << 40).bytes == 1 << 30)
    #expect(SweepBudget(free: 400).bytes == 100)
  }
}
