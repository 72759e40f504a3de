import Generation
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
  public let record: InjectionPlan.Record

  /// The additions that were really made.
  public var applied: [InjectionPlan.Applied] { record.applied }

  /// Reads the streams of `tokens`, keeping `top` tokens of each; `nil` steers by nothing.
  ///
  /// `onPoint` is told how many points are read; where it answers `false`, reading ends there.
  ///
  /// Throws a `SteeringError` or a `GenerationError`.
  public init(
    _ model: LanguageModel, _ tokens: [TokenID], steeredBy vector: SteeringVector?, top: Int = 1,
    _ watch: PassWatch = .interruptible(),
    onPoint: (_ done: Int, _ of: Int) -> Bool = { _, _ in true }
  ) throws {
    let last = model.network.sizes.blocks - 1
    let points = (0...last).map { HookPoint.residPre($0) } + [.block(last, .residPost)]
    var recorder = ActivationRecorder(points, of: model.network)
    let pass = try PredictionPass(
      model, [.init(tokens), .init(tokens, steeredBy: vector)], watch, observer: &recorder)
    var readings: [[Reading]] = []
    for point in points {
      guard let stream = recorder.recorded[point] else { break }
      readings.append(Self.read(stream, model, positions: tokens.count, top: top))
      guard onPoint(readings.count, points.count) else { break }
    }
    self.points = Array(points.prefix(readings.count))
    self.readings = readings
    record = pass.record
  }

  /// Rows of logits held at a time: enough to keep the unembedding busy, little memory.
  private static let rowsAtOnce = 16

  /// The readings of one point's stream, the unsteered rows first.
  private static func read(
    _ stream: Matrix, _ model: LanguageModel, positions: Int, top: Int
  ) -> [Reading] {
    stride(from: 0, to: positions, by: rowsAtOnce).flatMap { start in
      let rows = start..<min(positions, start + rowsAtOnce)
      let unsteered = model.network.logits(reading: stream.rows(rows))
      let steered = model.network.logits(
        reading: stream.rows(positions + rows.lowerBound..<positions + rows.upperBound))
      return (0..<rows.count).map { row in
        Reading(
          NextTokenDistribution(logits: unsteered.rows(row..<row + 1).elements),
          NextTokenDistribution(logits: steered.rows(row..<row + 1).elements), top: top)
      }
    }
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
