import Analysis
import Models
import Testing
import Transformer

@Suite struct `Metrics` {
  struct File: Decodable {
    let next: [NextToken]
    let score: [Score]
    let words: [Words]
  }

  struct NextToken: Decodable {
    let model: String
    let tokens: [TokenID]
    let additions: [RecordedAddition]
    let position: Int
    let divergence, entropy_unsteered, entropy_steered: Double
    let contributors: [TokenID]
    let contributions: [Double]
    let top: [TokenID]
    let probability_unsteered, probability_steered, ratio: [Double]
  }

  struct Score: Decodable {
    let model: String
    let tokens: [TokenID]
    let additions: [RecordedAddition]
    let unsteered, steered: [Float]
    let perplexity_unsteered, perplexity_steered, ratio: Double
  }

  struct Words: Decodable {
    let words: [String]
    let case_sensitive: Bool
    let texts: [String]
    let counts: [Int]
  }

  @Test func `of the next token are the reference's`() throws {
    let goldens = try Goldens.cases("instruments.json", as: File.self).next
    #expect(goldens.count == 6)
    for golden in goldens {
      let model = try Goldens.model(golden.model)
      let vector = try model.measure(golden.additions)
      let pass = try PredictionPass(
        model, [.init(golden.tokens), .init(golden.tokens, steeredBy: vector)])
      let normal = try pass.distribution(0, at: golden.position)
      let steered = try pass.distribution(1, at: golden.position)
      let divergence = Divergence(of: steered, from: normal)
      #expect(isClose(divergence.total, golden.divergence))
      #expect(isClose(normal.entropy, golden.entropy_unsteered))
      #expect(isClose(steered.entropy, golden.entropy_steered))
      #expect(divergence.greatest(golden.contributors.count) == golden.contributors)
      let count = golden.contributors.count
      let union = Set(normal.mostProbable(count)).union(steered.mostProbable(count)).sorted()
      #expect(union == golden.top)
      for (token, expected) in zip(golden.contributors, golden.contributions) {
        #expect(isClose(divergence.contributions[Int(token)], expected))
      }
      for (index, token) in golden.top.enumerated() {
        let (p, q) = (steered.probability(of: token), normal.probability(of: token))
        #expect(isClose(q, golden.probability_unsteered[index]))
        #expect(isClose(p, golden.probability_steered[index]))
        #expect(isClose(p / q, golden.ratio[index]))
      }
    }
  }

  @Test func `of given texts are the reference's`() throws {
    let goldens = try Goldens.cases("instruments.json", as: File.self).score
    #expect(goldens.count == 4)
    for golden in goldens {
      let model = try Goldens.model(golden.model)
      let score = try TextScore(
        model, golden.tokens, steeredBy: model.measure(golden.additions))
      #expect(largestDifference(score.unsteered, golden.unsteered) < 1e-4)
      #expect(largestDifference(score.steered, golden.steered) < 1e-4)
      #expect(isClose(score.unsteeredPerplexity, golden.perplexity_unsteered))
      #expect(isClose(score.steeredPerplexity, golden.perplexity_steered))
      #expect(isClose(score.perplexityRatio, golden.ratio))
    }
  }

  @Test func `count words as the reference does`() throws {
    let goldens = try Goldens.cases("instruments.json", as: File.self).words
    #expect(goldens.count == 10)
    for golden in goldens {
      let count = WordCount(golden.words, isCaseSensitive: golden.case_sensitive)
      #expect(golden.texts.map { count($0) } == golden.counts, "\(golden.words)")
    }
  }
}

/// Whether a number is within 1e-4 of what it should be, or of its part where it is above 1.
func isClose(_ found: Double?, _ expected: Double) -> Bool {
  guard let found else { return false }
  return abs(found - expected) <= 1e-4 * max(1, abs(expected))
}
