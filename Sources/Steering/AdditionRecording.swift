import Generation
import Glibc
import LinearAlgebra
import Models
import Transformer

/// The activations that additions are made of: their prompts, each run once, all in one pass.
struct AdditionRecording {
  private var rows: [[TokenID]: Range<Int>] = [:]
  private var recorded: [HookPoint: Matrix] = [:]

  /// Runs the prompts of `additions`, none of which is steered.
  ///
  /// Throws a `SteeringError` where one names a place or columns that the model does not have, or is
  /// too long, and a `GenerationError` where `watch` ends the pass.
  init(_ additions: [ActivationAddition], _ model: LanguageModel, _ watch: PassWatch) throws {
    var prompts: [[TokenID]] = []
    var points: Set<HookPoint> = []
    for addition in additions {
      try model.check(addition)
      points.insert(addition.recordingPoint)
      points.insert(addition.point)
      if rows.updateValue(0..<0, forKey: addition.tokens) == nil { prompts.append(addition.tokens) }
    }
    guard !prompts.isEmpty else { return }
    let batch = TokenBatch(sequences: prompts)
    var recorder = ActivationRecorder(points, of: model.network)
    var inference = Inference(
      model.network, capacities: prompts.map(\.count), rows: batch.tokens.count, logits: 1)
    try inference.forward(prompts, watch, hooks: &recorder)
    recorded = recorder.recorded
    for (prompt, segment) in zip(prompts, batch.segments) { rows[prompt] = segment.rows }
  }

  /// Coefficient × activation of an addition, a row per token.
  func part(
    _ addition: ActivationAddition, scaledBy factor: Float = 1
  ) throws(SteeringError) -> SteeringVector.Part {
    var values = addition.coefficient * activations(addition, at: addition.recordingPoint)
    if factor != 1 { values = factor * values }
    guard values.elements.allSatisfy(\.isFinite) else { throw .notFinite(addition.point) }
    return SteeringVector.Part(addition: addition, values: values)
  }

  /// How much larger the sum of `additions` is where it is added than where it was recorded.
  ///
  /// The geometric mean of the quotient of the norms over all positions but that of the beginning of
  /// text; 1 where there is none.
  func normRatio(_ additions: [ActivationAddition]) -> Float {
    let (there, here) = (norms(additions) { $0.point }, norms(additions) { $0.recordingPoint })
    let logarithms = zip(there, here).dropFirst().filter { $0.0 > 0 && $0.1 > 0 }
      .map { log(Double($0.0) / Double($0.1)) }
    guard !logarithms.isEmpty else { return 1 }
    return Float(exp(logarithms.reduce(0, +) / Double(logarithms.count)))
  }

  private func norms(
    _ additions: [ActivationAddition], at point: (ActivationAddition) -> HookPoint
  ) -> [Float] {
    // The ratio is that of the vector, whatever it is multiplied by; only the signs count.
    let parts = additions.map { addition in
      (addition.coefficient.sign == .minus ? -1 : 1) * activations(addition, at: point(addition))
    }
    return parts.dropFirst().reduce(parts.first) { sum, next in sum.map { $0 + next } }?.rowNorms
      ?? []
  }

  private func activations(_ addition: ActivationAddition, at point: HookPoint) -> Matrix {
    guard let range = rows[addition.tokens], let matrix = recorded[point] else {
      return Matrix(rows: 0, columns: 0)
    }
    return matrix.rows(range)
  }
}

extension LanguageModel {
  fileprivate func check(_ addition: ActivationAddition) throws(SteeringError) {
    for point in [addition.recordingPoint, addition.point] where !network.has(point) {
      throw .noSuchPoint(point, model: name, blocks: network.sizes.blocks)
    }
    let width = network.width(at: addition.point)
    guard network.width(at: addition.recordingPoint) == width else {
      throw .widthsDiffer(addition.recordingPoint, addition.point)
    }
    if let dimensions = addition.dimensions,
      dimensions.lowerBound < 0 || dimensions.upperBound > width
    {
      throw .dimensionsOutOfRange(dimensions, width: width)
    }
    guard addition.tokens.count <= context else {
      throw .promptTooLong(addition.tokens.count, context: context)
    }
  }
}
