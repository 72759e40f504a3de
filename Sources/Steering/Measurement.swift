import LinearAlgebra
import Models
import Transformer

extension LanguageModel {
  /// Runs the prompts of a recipe through the unsteered model, all in one pass, and scales what was
  /// recorded.
  ///
  /// Throws a `SteeringError` for a layer or columns the model does not have, or a prompt that is
  /// too long.
  public func measure(_ recipe: SteeringRecipe) throws(SteeringError) -> SteeringVector {
    try measure(recipe.additions(tokenizer))
  }

  /// The same for additions whose tokens are already known.
  public func measure(_ additions: [ActivationAddition]) throws(SteeringError) -> SteeringVector {
    for addition in additions { try check(addition) }
    guard !additions.isEmpty else { return SteeringVector([]) }
    let batch = TokenBatch(sequences: additions.map(\.tokens))
    var recorder = ActivationRecorder(additions.map(\.point), of: network)
    var inference = Inference(
      network, capacities: additions.map(\.tokens.count), rows: batch.tokens.count, logits: 1)
    inference.forward(batch, hooks: &recorder)
    var parts: [SteeringVector.Part] = []
    for (addition, segment) in zip(additions, batch.segments) {
      guard let recorded = recorder.recorded[addition.point] else { continue }
      let values = addition.coefficient * recorded.rows(segment.rows)
      guard values.elements.allSatisfy(\.isFinite) else { throw .notFinite(addition.point) }
      parts.append(SteeringVector.Part(addition: addition, values: values))
    }
    return SteeringVector(parts)
  }

  private func check(_ addition: ActivationAddition) throws(SteeringError) {
    guard network.has(addition.point) else {
      throw .noSuchPoint(addition.point, model: name, blocks: network.sizes.blocks)
    }
    let width = network.width(at: addition.point)
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
