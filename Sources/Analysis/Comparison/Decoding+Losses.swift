import Generation
import Models
import Steering
import Transformer

extension Decoding {
  /// The mean loss of each row's prompt and completion under the model as it was steered, in nats a
  /// token; `sides` are what steered.
  ///
  /// Where an addition's positions depend on the length of the sequence, the published loss places
  /// it anew in prompt and completion together, which takes another pass. Where `watch` ends that
  /// pass, these losses are no numbers.
  func losses(
    _ model: LanguageModel, steeredBy sides: [SteeringVector?],
    _ watch: PassWatch = PassWatch { _ in true }
  ) throws -> [Float] {
    let rows = rows
    var losses = rows.indices.map { meanLoss($0) }
    let moved = rows.indices.filter { sides[rows[$0].side]?.dependsOnLength == true }
    guard !moved.isEmpty else { return losses }
    var plan = InjectionPlan()
    for (sequence, row) in moved.enumerated() {
      guard let vector = sides[rows[row].side] else { continue }
      try plan.steer(sequence, of: rows[row].tokens.count, with: vector)
    }
    var hooks = HookPair(plan, watch)
    do {
      let passed = try LossPass.losses(
        of: moved.map { rows[$0].tokens }, model.network, hooks: &hooks)
      for (row, perToken) in zip(moved, passed) {
        let sum = perToken.reduce(0.0) { $0 + Double($1) }
        losses[row] = Float(sum / Double(max(1, perToken.count)))
      }
    } catch GenerationError.stopped {
      for row in moved { losses[row] = .nan }
    }
    return losses
  }
}
