import Generation
import Glibc
import Models
import Steering
import Transformer

/// What steering does to a set of tokens, and what it does to everything else.
public struct SteeringEffect: Sendable, Hashable {
  /// By how many nats the set as a whole became likelier: `ln P(S) − ln Q(S)`; 0 for an empty set.
  public let effectiveness: Double
  /// How much the probabilities changed within the set and within its complement, in nats.
  ///
  /// `P(S)·KL(P|S ‖ Q|S) + P(¬S)·KL(P|¬S ‖ Q|¬S)` with P steered and Q unsteered: what is left of
  /// KL(P‖Q) when the shift of mass between the two is not counted. For an empty set it is all of it.
  public let disruption: Double

  /// The effect on the set `tokens` at one position.
  public init(
    on tokens: Set<TokenID>, unsteered: NextTokenDistribution, steered: NextTokenDistribution
  ) {
    let chosen = tokens.sorted()
    let rest = (0..<TokenID(steered.count)).filter { !tokens.contains($0) }
    let inside = Part(chosen, unsteered, steered)
    let outside = Part(rest, unsteered, steered)
    effectiveness = chosen.isEmpty ? 0 : log(inside.mass) - log(inside.was)
    disruption = inside.divergence + outside.divergence
  }

  /// One of the two sets: its probability after and before, and its share of the disruption.
  private struct Part {
    let mass: Double
    let was: Double
    let divergence: Double

    init(_ members: [TokenID], _ before: NextTokenDistribution, _ after: NextTokenDistribution) {
      let mass = after.probability(ofAny: members)
      let was = before.probability(ofAny: members)
      let shift = log(mass) - log(was)
      var sum = 0.0
      for token in members where after.logProbabilities[Int(token)] > -.infinity {
        let value = after.logProbability(of: token)
        sum += exp(value) * (value - before.logProbability(of: token) - shift)
      }
      (self.mass, self.was) = (mass, was)
      divergence = mass > 0 ? max(0, sum) : 0
    }
  }
}

extension SteeringEffect {
  /// The effect at every position of a text.
  public struct Profile: Sendable {
    /// The effect by position; fewer than the text has where it was stopped.
    public let effects: [SteeringEffect]
    /// What was really added, read from the pass.
    public let record: InjectionPlan.Record

    /// The positions at which something was added.
    public var injected: Set<Int> { Set(record.applied.flatMap(\.positions)) }
  }

  /// Runs `tokens` unsteered and steered in one pass and measures the effect at every position.
  ///
  /// `onPosition` hears how many positions are done, and `Interrupt` stops between two of them.
  /// Throws a `SteeringError` or a `GenerationError`.
  public static func profile(
    _ model: LanguageModel, _ tokens: [TokenID], steeredBy vector: SteeringVector,
    on chosen: Set<TokenID>, _ watch: PassWatch = .interruptible(),
    onPosition: (_ done: Int) -> Void = { _ in }
  ) throws -> Profile {
    let pass = try PredictionPass(model, [.init(tokens), .init(tokens, steeredBy: vector)], watch)
    var effects: [SteeringEffect] = []
    for position in tokens.indices where !Interrupt.isRaised {
      onPosition(position)
      effects.append(
        SteeringEffect(
          on: chosen, unsteered: try pass.distribution(0, at: position),
          steered: try pass.distribution(1, at: position)))
    }
    return Profile(effects: effects, record: pass.record)
  }
}
