import Generation
import LinearAlgebra
import Models
import Transformer

extension LanguageModel {
  /// Runs the prompts of a recipe through the unsteered model, all in one pass, and scales what was
  /// recorded.
  ///
  /// Throws a `SteeringError` for a layer or columns the model does not have, or a prompt that is
  /// too long, and a `GenerationError` where `watch` ends the pass.
  public func measure(
    _ recipe: SteeringRecipe, _ watch: PassWatch = .interruptible()
  ) throws -> SteeringVector {
    try measure([recipe], watch)[0]
  }

  /// The same for many recipes, each prompt run once however many of them it stands in.
  public func measure(
    _ recipes: [SteeringRecipe], _ watch: PassWatch = .interruptible()
  ) throws -> [SteeringVector] {
    var additions: [ActivationAddition] = []
    for recipe in recipes { additions += try recipe.additions(tokenizer) }
    let recording = try AdditionRecording(additions, self, watch)
    var vectors: [SteeringVector] = []
    for recipe in recipes { vectors.append(try vector(recipe, recording)) }
    return vectors
  }

  /// The same for additions whose tokens are already known.
  public func measure(
    _ additions: [ActivationAddition], _ watch: PassWatch = .interruptible()
  ) throws -> SteeringVector {
    let recording = try AdditionRecording(additions, self, watch)
    var parts: [SteeringVector.Part] = []
    for addition in additions { parts.append(try recording.part(addition)) }
    return SteeringVector(parts)
  }

  private func vector(
    _ recipe: SteeringRecipe, _ recording: AdditionRecording
  ) throws(SteeringError) -> SteeringVector {
    var parts: [SteeringVector.Part] = []
    for term in recipe.terms {
      if let noise = term.noise {
        let original = try vector(noise.original, recording)
        let drawn = noise.parts(like: original, times: term.coefficient)
        if let part = drawn.first(where: { !$0.values.elements.allSatisfy(\.isFinite) }) {
          throw .notFinite(part.addition.point)
        }
        parts += drawn
        continue
      }
      let additions = try term.additions(tokenizer)
      let factor = term.matchesNorm ? recording.normRatio(additions) : 1
      for addition in additions {
        parts.append(try recording.part(addition, scaledBy: factor))
      }
    }
    return SteeringVector(parts)
  }
}
