import Generation
import LinearAlgebra
import Models
import Steering
import Transformer

/// Where one attention head looks, unsteered and steered.
public struct AttentionPattern: Sendable {
  /// The share of each position's attention that each earlier one gets, [query, key], unsteered.
  public let unsteered: Matrix
  /// The same, steered.
  public let steered: Matrix
  /// What was really added, read from the pass.
  public let record: InjectionPlan.Record

  /// The additions that were really made.
  public var applied: [InjectionPlan.Applied] { record.applied }

  /// Steered minus unsteered, [query, key].
  public var difference: Matrix { steered + -1 * unsteered }

  /// The patterns of head `head` of block `layer`, both of which the model must have; `nil` steers
  /// by nothing.
  ///
  /// Throws a `SteeringError` or a `GenerationError`.
  public init(
    _ model: LanguageModel, _ tokens: [TokenID], steeredBy vector: SteeringVector?, layer: Int,
    head: Int, _ watch: PassWatch = .interruptible()
  ) throws {
    let (queries, keys) = (HookPoint.block(layer, .attnQ), HookPoint.block(layer, .attnK))
    var recorder = ActivationRecorder([queries, keys], of: model.network)
    let pass = try PredictionPass(
      model, [.init(tokens), .init(tokens, steeredBy: vector)], watch, observer: &recorder)
    func pattern(_ side: Int) -> Matrix {
      let rows = side * tokens.count..<(side + 1) * tokens.count
      guard let queries = recorder.recorded[queries], let keys = recorder.recorded[keys] else {
        return Matrix(rows: 0, columns: 0)
      }
      return model.network.attentionPattern(
        queries: queries.rows(rows), keys: keys.rows(rows), layer: layer, head: head)
    }
    unsteered = pattern(0)
    steered = pattern(1)
    record = pass.record
  }
}
