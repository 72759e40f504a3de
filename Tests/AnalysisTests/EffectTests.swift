import Analysis
import Foundation
import Testing

@Suite struct `The effect of steering` {
  typealias Distributions = `Next-token distributions`

  let unsteered = Distributions.distribution(0.1, 0.3, 0.4, 0.2)
  let steered = Distributions.distribution(0.2, 0.6, 0.1, 0.1)

  @Test func `is effective by the mass that the set gained`() {
    let effect = SteeringEffect(on: [0, 1], unsteered: unsteered, steered: steered)
    #expect(abs(effect.effectiveness - log(0.8 / 0.4)) < 1e-6)
    // Within {0, 1} the odds stay 1 : 3; within {2, 3} they go from 2 : 1 to 1 : 1.
    let outside = 0.5 * log(0.5 / (2.0 / 3)) + 0.5 * log(0.5 / (1.0 / 3))
    #expect(abs(effect.disruption - 0.2 * outside) < 1e-6)
  }

  @Test func `disrupts nothing where only the mass of the set moves`() {
    let moved = Distributions.distribution(0.2, 0.6, 0.4 / 3, 0.2 / 3)
    let effect = SteeringEffect(on: [0, 1], unsteered: unsteered, steered: moved)
    #expect(abs(effect.effectiveness - log(2)) < 1e-6)
    #expect(effect.disruption < 1e-6)
  }

  @Test func `is all disruption for an empty set, and for all tokens`() {
    let divergence = steered.divergence(from: unsteered)
    for tokens in [[], [0, 1, 2, 3]] as [Set<Int32>] {
      let effect = SteeringEffect(on: tokens, unsteered: unsteered, steered: steered)
      #expect(abs(effect.effectiveness) < 1e-6)
      #expect(abs(effect.disruption - divergence) < 1e-6)
    }
  }

  @Test func `adds up to the divergence with the shift of mass`() {
    let effect = SteeringEffect(on: [1], unsteered: unsteered, steered: steered)
    let shift = 0.6 * log(0.6 / 0.3) + 0.4 * log(0.4 / 0.7)
    #expect(abs(effect.disruption + shift - steered.divergence(from: unsteered)) < 1e-6)
  }

  @Test func `counts tokens that never come as nothing, and new ones as infinite`() {
    let gone = Distributions.distribution(0, 0.4, 0.4, 0.2)
    let effect = SteeringEffect(on: [0, 1], unsteered: unsteered, steered: gone)
    #expect(effect.disruption.isFinite)
    let new = SteeringEffect(on: [0, 1], unsteered: gone, steered: unsteered)
    #expect(new.disruption == .infinity)
  }
}
