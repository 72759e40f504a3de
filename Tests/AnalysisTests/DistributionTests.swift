import Analysis
import Foundation
import Testing

@Suite struct `Next-token distributions` {
  static func distribution(_ probabilities: Double...) -> NextTokenDistribution {
    NextTokenDistribution(logProbabilities: probabilities.map { Float(log($0)) })
  }

  let even = Self.distribution(0.25, 0.25, 0.25, 0.25)
  let uneven = Self.distribution(0.5, 0.25, 0.125, 0.125)

  @Test func `are the softmax of logits, however large`() {
    let found = NextTokenDistribution(logits: [1000, 1000, 1000 + Float(log(2.0))])
    #expect(abs(found.probability(of: 0) - 0.25) < 1e-6)
    #expect(abs(found.probability(of: 2) - 0.5) < 1e-4)
    #expect(abs(found.probability(ofAny: [0, 2, 2]) - 0.75) < 1e-4)
  }

  @Test func `have an entropy in nats`() {
    #expect(abs(even.entropy - log(4)) < 1e-6)
    #expect(abs(uneven.entropy - 1.75 * log(2)) < 1e-6)
    #expect(Self.distribution(1, 0, 0).entropy == 0)
  }

  @Test func `rank their tokens, the lower number first among equals`() {
    #expect(uneven.mostProbable(3) == [0, 1, 2])
    #expect(Self.distribution(0.1, 0.45, 0.45).mostProbable(9) == [1, 2, 0])
    #expect(uneven.mostProbable(-1).isEmpty)
  }

  @Test func `renormalize without excluded tokens`() {
    let rest = uneven.excluding([0])
    #expect(rest.probability(of: 0) == 0)
    #expect(abs(rest.probability(of: 1) - 0.5) < 1e-6)
    #expect(abs(rest.entropy - 1.5 * log(2)) < 1e-6)
    #expect(uneven.excluding([0, 1, 2, 3]) == uneven)
  }
}

@Suite struct `The divergence of distributions` {
  typealias Distributions = `Next-token distributions`

  @Test func `asks the second for the surprise at the first`() {
    let certain = Distributions.distribution(1, 0)
    let even = Distributions.distribution(0.5, 0.5)
    #expect(abs(certain.divergence(from: even) - log(2)) < 1e-6)
    #expect(even.divergence(from: certain) == .infinity)
    let uneven = Distributions.distribution(0.75, 0.25)
    #expect(abs(uneven.divergence(from: even) - (0.75 * log(1.5) + 0.25 * log(0.5))) < 1e-6)
    #expect(abs(even.divergence(from: uneven) - 0.5 * (log(2.0 / 3) + log(2))) < 1e-6)
    #expect(even.divergence(from: even) == 0)
  }

  @Test func `names the tokens that add most`() {
    let divergence = Divergence(
      of: Distributions.distribution(0.2, 0.7, 0.1),
      from: Distributions.distribution(0.5, 0.4, 0.1))
    #expect(divergence.greatest(3) == [1, 2, 0])
    #expect(abs(divergence.contributions[1] - 0.7 * log(1.75)) < 1e-6)
    #expect(abs(divergence.contributions[0] - 0.2 * log(0.4)) < 1e-6)
  }

  @Test func `counts an excluded token as nothing instead of first`() {
    let p = Distributions.distribution(0.5, 0.3, 0.2).excluding([0])
    let q = Distributions.distribution(0.1, 0.6, 0.3).excluding([0])
    let divergence = Divergence(of: p, from: q)
    #expect(divergence.contributions[0] == 0)
    #expect(divergence.total.isFinite)
    #expect(divergence.greatest(1) == [2])
  }
}
