import LinearAlgebra
import Models
import Steering
import Transformer

/// What the model would say if it ended early: the logit lens on the residual stream, by block and
/// position, unsteered and steered.
///
/// Each row of the stream goes through the final norm and the unembedding (nostalgebraist 2020,
/// "interpreting GPT: the logit lens"). The last point is the model's own prediction.
public struct LogitLens: Sendable {
  /// What is read at one point and position.
  public struct Reading: Sendable, Hashable {
    /// A token and its log-probability in nats.
    public struct Guess: Sendable, Hashable {
      /// The token.
      public let token: TokenID
      /// Its log-probability.
      public let logProbability: Double
    }

    /// The most probable tokens of the unsteered stream, the most probable first.
    public let unsteered: [Guess]
    /// The most probable tokens of the steered stream.
    public let steered: [Guess]
    /// The entropy of the unsteered reading, in nats.
    public let unsteeredEntropy: Double
    /// The entropy of the steered reading, in nats.
    public let steeredEntropy: Double
    /// KL(steered‖unsteered) of the two readings, in nats.
    public let divergence: Double
  }

  /// Where the stream is read: the input of every block, then the output of the last.
  public let points: [HookPoint]
  /// The readings, by point, then position.
  public let readings: [[Reading]]
  /// What was really added, read from the pass.
  public let applied: [InjectionPlan.Applied]

  /// Reads the streams of `tokens`, keeping `top` tokens of each; `nil` steers by nothing.
  ///
  /// `onPoint` is told how many points are read; where it answers `false`, reading ends there.
  ///
  /// Throws a `SteeringError` or a `GenerationError`.
  public init(
    _ model: LanguageModel, _ tokens: [TokenID], steeredBy vector: SteeringVector?, top: Int = 1,
    onPoint: (_ done: Int, _ of: Int) -> Bool = { _, _ in true }
  ) throws {
    let last = model.network.sizes.blocks - 1
    let points = (0...last).map { HookPoint.residPre($0) } + [.block(last, .residPost)]
    var recorder = ActivationRecorder(points, of: model.network)
    let pass = try PredictionPass(
      model, [.init(tokens), .init(tokens, steeredBy: vector)], observer: &recorder)
    var readings: [[Reading]] = []
    for point in points {
      guard let stream = recorder.recorded[point] else { break }
      readings.append(
        tokens.indices.map { position in
          func read(_ row: Int) -> NextTokenDistribution {
            NextTokenDistribution(
              logits: model.network.logits(reading: stream.rows(row..<row + 1)).elements)
          }
          return Reading(read(position), read(tokens.count + position), top: top)
        })
      guard onPoint(readings.count, points.count) else { break }
    }
    self.points = Array(points.prefix(readings.count))
    self.readings = readings
    applied = pass.applied
  }
}

extension LogitLens.Reading {
  fileprivate init(
    _ unsteered: NextTokenDistribution, _ steered: NextTokenDistribution, top: Int
  ) {
    func guesses(_ distribution: NextTokenDistribution) -> [Guess] {
      distribution.mostProbable(top).map {
        Guess(token: $0, logProbability: distribution.logProbability(of: $0))
      }
    }
    self.unsteered = guesses(unsteered)
    self.steered = guesses(steered)
    unsteeredEntropy = unsteered.entropy
    steeredEntropy = steered.entropy
    divergence = steered.divergence(from: unsteered)
  }
}
