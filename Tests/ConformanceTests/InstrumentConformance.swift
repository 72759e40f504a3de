import Analysis
import LinearAlgebra
import Models
import Steering
import Testing
import Transformer

@Suite struct `Instruments` {
  struct File: Decodable {
    let effect: [Effect]
    let norms: [Norms]
    let corpus: [Corpus]
    let prompting: [Prompting]
    let lens: [Lens]
    let attention: [Attention]
  }

  struct Effect: Decodable {
    let model: String
    let tokens: [TokenID]
    let additions: [RecordedAddition]
    let set: [TokenID]
    let injected: Int
    let effectiveness, disruption: [Double]
  }

  struct Norms: Decodable {
    let model: String
    let tokens: [TokenID]
    let plus, minus: String
    let coefficient: Float
    let prompt_norms, vector_norms, ratios: [[Double]]
    let growth: [Double]
  }

  struct Corpus: Decodable {
    let model, method: String
    let texts: [[String]]
    let additions: [RecordedAddition]
    let counts: [String: Int]
    let mean_difference, ratio: [String: Double]
    let unsteered_mean, unsteered_perplexity: Double
  }

  struct Prompting: Decodable {
    struct Condition: Decodable {
      let tokens: [TokenID]
      let scores: [Float]
      let perplexity: Double
      let divergence: [Double]
    }

    let model: String
    let tokens: [TokenID]
    let additions: [RecordedAddition]
    let plus: String
    let unsteered, prompted, steered: Condition
  }

  struct Lens: Decodable {
    let model: String
    let tokens: [TokenID]
    let additions: [RecordedAddition]
    let top_unsteered, top_steered: [[TokenID]]
    let top_log_probability_unsteered, top_log_probability_steered: [[Double]]
    let divergence, entropy_steered: [[Double]]
  }

  struct Attention: Decodable {
    let model: String
    let tokens: [TokenID]
    let additions: [RecordedAddition]
    let block, head: Int
    let key: String
  }

  let goldens: File

  init() throws { goldens = try Goldens.cases("instruments.json", as: File.self) }

  @Test func `measure effectiveness and disruption as the reference does`() throws {
    #expect(goldens.effect.count == 6)
    for golden in goldens.effect {
      let model = try Goldens.model(golden.model)
      let profile = try SteeringEffect.profile(
        model, golden.tokens, steeredBy: model.measure(golden.additions), on: Set(golden.set))
      #expect(profile.injected == Set(0..<golden.injected))
      for (position, effect) in profile.effects.enumerated() {
        #expect(isClose(effect.effectiveness, golden.effectiveness[position]))
        #expect(isClose(effect.disruption, golden.disruption[position]))
      }
      #expect(profile.effects.count == golden.effectiveness.count)
    }
  }

  @Test func `measure norms over layers as the reference does`() throws {
    #expect(goldens.norms.count == 4)
    for golden in goldens.norms {
      let model = try Goldens.model(golden.model)
      let recipe = SteeringRecipe.xVector(
        golden.plus, golden.minus, golden.coefficient, layer: 1)
      let additions = try recipe.additions(model.tokenizer)
      let norms = try #require(
        try ResidualNorms.overLayers(model, golden.tokens, model.measure(additions)))
      #expect(norms.text.count == golden.prompt_norms.count)
      for (layer, expected) in golden.prompt_norms.enumerated() {
        for (position, value) in expected.enumerated() {
          #expect(isClose(norms.text[layer][position], value))
        }
        for (position, value) in golden.vector_norms[layer].enumerated() {
          #expect(isClose(norms.vector[layer][position], value))
        }
        for (position, value) in golden.ratios[layer].enumerated() {
          #expect(isClose(norms.ratios[layer][position], value))
        }
        #expect(norms.touched == 0..<golden.ratios[layer].count)
      }
      for (position, value) in golden.growth.enumerated() {
        #expect(isClose(norms.growth[position], value))
      }
      // What a run measures while it adds is what the instrument says of the same layer.
      let pass = try PredictionPass(
        model, [.init(golden.tokens, steeredBy: model.measure(additions))])
      #expect(pass.record.shifts.map(\.position) == Array(golden.ratios[1].indices))
      #expect(norms.record.shifts.map(\.position) == pass.record.shifts.map(\.position))
      for (shift, own) in zip(pass.record.shifts, norms.record.shifts) {
        #expect(own.sequence == 1 && isClose(own.ratio, shift.ratio))
        #expect(shift.point == .residPre(1))
        #expect(isClose(shift.stream, golden.prompt_norms[1][shift.position]))
        #expect(isClose(shift.added, golden.vector_norms[1][shift.position]))
        #expect(isClose(shift.ratio, golden.ratios[1][shift.position]))
      }
      let alone = try ResidualNorms.overLayers(model, golden.tokens)
      #expect(alone.text == norms.text)
      #expect(alone.touched.isEmpty)
      let here = try ResidualNorms(model, golden.tokens, model.measure(additions))
      #expect(here.points == [.residPre(1)])
      for (position, value) in here.vector[0].enumerated() {
        #expect(isClose(value, norms.vector[1][position]))
      }
    }
  }

  @Test func `measure corpora as the reference does`() throws {
    #expect(goldens.corpus.count == 6)
    for golden in goldens.corpus {
      let model = try Goldens.model(golden.model)
      let vector = try model.measure(golden.additions)
      var corpus = CorpusPerplexity(
        model,
        golden.texts.map { .init(label: $0[0], tokens: model.tokenizer.tokens($0[1])) },
        method: try #require(.init(rawValue: golden.method)),
        filler: try #require(model.tokenizer.singleToken(" ")),
        fillers: golden.additions[0].tokens.count - 1)
      let result = try #require(try corpus.measure(vector))
      #expect(result.groups.map(\.label) == ["weddings", "other"])
      for group in result.groups {
        #expect(group.count == golden.counts[group.label])
        #expect(group.texts == 2)
        #expect(isClose(group.meanDifference, try #require(golden.mean_difference[group.label])))
        #expect(isClose(group.perplexityRatio, try #require(golden.ratio[group.label])))
      }
      let count = Double(result.total.count)
      #expect(isClose(result.total.unsteeredSum / count, golden.unsteered_mean))
      #expect(isClose(result.total.unsteeredPerplexity, golden.unsteered_perplexity))
      // A second measurement goes by the unsteered scores of the first.
      let again = try #require(try corpus.measure(vector))
      #expect(again.groups == result.groups)
    }
  }

  @Test(arguments: [CorpusPerplexity.Method.normal, .mask])
  func `measure corpora under every other vector where one gives no numbers`(
    method: CorpusPerplexity.Method
  ) throws {
    let model = try Goldens.model("trained")
    let sound = try model.measure(.xVector("Love", "Hate", 5, layer: 2))
    let part = sound.parts[0]
    var values = part.values
    values[1, 0] = .infinity
    values[1, 1] = .nan
    let broken = SteeringVector([.init(addition: part.addition, values: values)])
    let texts = ["I love you", "I hate you", "it rained"].enumerated().map { index, text in
      CorpusPerplexity.Text(label: index < 2 ? "I" : "it", tokens: model.tokenizer.tokens(text))
    }
    func measured(_ vectors: [SteeringVector]) throws -> [CorpusPerplexity.Result] {
      var corpus = CorpusPerplexity(model, texts, method: method, filler: 0, fillers: 0)
      return try vectors.map { try #require(try corpus.measure($0)) }
    }
    let alone = try measured([sound])[0]
    #expect(alone.withoutNumbers.isEmpty && alone.total.texts == 3)
    for order in [[broken, sound], [sound, broken]] {
      for (vector, result) in zip(order, try measured(order)) {
        #expect(result.groups.map(\.label) == ["I", "it"])
        if vector == sound {
          #expect(result.groups == alone.groups && result.withoutNumbers.isEmpty)
        } else {
          #expect(result.withoutNumbers == [0, 1, 2])
          #expect(result.groups.allSatisfy { $0.texts == 0 && $0.count == 0 })
        }
      }
    }
  }

  @Test func `measure steering against prompting as the reference does`() throws {
    #expect(goldens.prompting.count == 4)
    for golden in goldens.prompting {
      let model = try Goldens.model(golden.model)
      let found = try PromptingComparison(
        model, text: golden.tokens, words: model.tokenizer.encode(golden.plus),
        filler: try #require(model.tokenizer.singleToken(" ")),
        steeredBy: model.measure(golden.additions), position: golden.tokens.count - 1)
      for (condition, expected) in [
        (found.unsteered, golden.unsteered), (found.prompted, golden.prompted),
        (found.steered, golden.steered),
      ] {
        #expect(condition.tokens == expected.tokens)
        #expect(largestDifference(condition.scores, expected.scores) < 1e-4)
        #expect(isClose(condition.perplexity, expected.perplexity))
        #expect(condition.divergences.count == expected.divergence.count)
        for (value, expected) in zip(condition.divergences, expected.divergence) {
          #expect(isClose(value, expected))
        }
      }
      #expect(found.prompted.next.count == model.network.sizes.vocabulary)
    }
  }

  @Test func `read the stream through the logit lens as the reference does`() throws {
    #expect(goldens.lens.count == 2)
    for golden in goldens.lens {
      let model = try Goldens.model(golden.model)
      let lens = try LogitLens(
        model, golden.tokens, steeredBy: model.measure(golden.additions))
      #expect(lens.readings.map { $0.map { $0.unsteered[0].token } } == golden.top_unsteered)
      #expect(lens.readings.map { $0.map { $0.steered[0].token } } == golden.top_steered)
      #expect(lens.points.count == model.network.sizes.blocks + 1)
      for (point, readings) in lens.readings.enumerated() {
        for (position, reading) in readings.enumerated() {
          #expect(
            isClose(
              reading.unsteered[0].logProbability,
              golden.top_log_probability_unsteered[point][position]))
          #expect(
            isClose(
              reading.steered[0].logProbability,
              golden.top_log_probability_steered[point][position]))
          #expect(isClose(reading.divergence, golden.divergence[point][position]))
          #expect(isClose(reading.steeredEntropy, golden.entropy_steered[point][position]))
        }
      }
    }
  }

  @Test func `see attention as the reference does`() throws {
    #expect(goldens.attention.count == 4)
    let tensors = try Goldens.tensors("instruments.safetensors")
    for golden in goldens.attention {
      let model = try Goldens.model(golden.model)
      let pattern = try AttentionPattern(
        model, golden.tokens, steeredBy: model.measure(golden.additions), layer: golden.block,
        head: golden.head)
      let unsteered = try tensors.floats(golden.key + "unsteered")
      let steered = try tensors.floats(golden.key + "steered")
      #expect(largestDifference(pattern.unsteered.elements, unsteered) < 1e-4)
      #expect(largestDifference(pattern.steered.elements, steered) < 1e-4)
      let difference = zip(steered, unsteered).map { $0 - $1 }
      #expect(largestDifference(pattern.difference.elements, difference) < 1e-4)
    }
  }
}
