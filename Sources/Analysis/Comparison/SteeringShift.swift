import Generation
import LinearAlgebra
import Models
import Steering
import Transformer

/// How far steering moved the model's predictions along a text, token by token.
public struct SteeringShift: Sendable, Hashable {
  /// The prediction that one token was drawn from.
  public struct Step: Sendable, Hashable {
    /// The token.
    public let token: TokenID
    /// KL(steered‖unsteered) of the two predictions, in nats.
    public let divergence: Double
    /// By how many nats steering made this token likelier.
    public let change: Double
  }

  /// One step a token of the completion.
  public let steps: [Step]

  /// Rows of logits of each side held at a time.
  private static let positionsAtOnce = 16

  /// Runs the completion of a prompt unsteered and steered, in one batch.
  ///
  /// The vector stands where it stood when the completion was drawn: its positions are counted in
  /// the prompt alone. With the stream that a `SteeringComparison` recorded, only the unsteered
  /// side is run.
  ///
  /// Throws a `SteeringError` where the vector does not fit, a `GenerationError` where the prompt is
  /// empty or the text too long, or `Interrupt` ends the pass.
  public init(
    _ model: LanguageModel, prompt: [TokenID], completion: [TokenID],
    steeredBy vector: SteeringVector, stream: Matrix? = nil
  ) throws {
    guard !prompt.isEmpty else { throw GenerationError.emptyPrompt }
    // The last token predicts what is not there any more.
    let tokens = prompt + completion.dropLast()
    guard tokens.count <= model.context else {
      throw GenerationError.tooLong(tokens: tokens.count, context: model.context)
    }
    var plan = InjectionPlan()
    try plan.steer(1, of: prompt.count, with: vector)
    let isRecorded = stream.map { $0.rows >= completion.count } ?? false
    let recorded = isRecorded ? stream : nil
    let sequences = isRecorded ? [tokens] : [tokens, tokens]
    var inference = Inference(
      model.network, capacities: sequences.map(\.count), rows: sequences.joined().count,
      logits: 2 * Self.positionsAtOnce)
    try inference.forward(sequences, .interruptible(), hooks: &plan)
    var (unsteered, steered) = (Likelihoods(), Likelihoods())
    var steps: [Step] = []
    while steps.count < completion.count {
      let count = min(Self.positionsAtOnce, completion.count - steps.count)
      let first = prompt.count - 1 + steps.count
      let rows = Array(first..<first + count)
      let others = isRecorded ? [] : rows.map { $0 + tokens.count }
      let logits = inference.logits(rows: rows + others).view
      let read = recorded.map {
        model.network.logits(reading: $0.rows(steps.count..<steps.count + count))
      }
      for index in 0..<count {
        logits.withRow(index) { unsteered.read($0) }
        if let read {
          read.withView { $0.withRow(index) { steered.read($0) } }
        } else {
          logits.withRow(index + count) { steered.read($0) }
        }
        steps.append(Step(completion[steps.count], unsteered, steered))
      }
    }
    self.steps = steps
  }

  /// The tokens that steering moved most, up or down, the most first; each token once.
  public func mostMoved(_ count: Int) -> [Step] {
    var seen: Set<TokenID> = []
    return steps.sorted { $0.change.magnitude > $1.change.magnitude }
      .filter { seen.insert($0.token).inserted }.prefix(count).map(\.self)
  }
}

extension SteeringShift.Step {
  /// KL(p‖q) = Σ p (ln p − ln q), with ln p = logit − log Σ e^logit.
  fileprivate init(_ token: TokenID, _ unsteered: Likelihoods, _ steered: Likelihoods) {
    let shift = Double(steered.logSumExp) - Double(unsteered.logSumExp)
    var weighted = 0.0
    for index in steered.values.indices {
      weighted +=
        Double(steered.values[index])
        * (Double(steered.logits[index]) - Double(unsteered.logits[index]))
    }
    self.token = token
    // Rounding may leave equal predictions a hair below 0.
    divergence = max(0, weighted / steered.sum - shift)
    let difference =
      Double(steered.logits[Int(token)]) - Double(unsteered.logits[Int(token)])
    change = difference - shift
  }
}
