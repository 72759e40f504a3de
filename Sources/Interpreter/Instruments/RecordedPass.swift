import Generation
import LinearAlgebra
import Models
import Reports
import SessionLanguage
import Steering
import Tokenization
import Transformer

/// One pass of a text through the model, steered or not, and what was recorded of it.
struct RecordedPass {
  let reading: SteeredText
  let recorded: [HookPoint: Matrix]
  /// The log-probability of every token after each position, [positions, vocabulary].
  let logProbabilities: Matrix?
  private let record: InjectionPlan.Record

  init(
    _ reading: SteeredText, _ watch: PassWatch, points: [HookPoint], logProbabilities: Bool = false
  ) throws {
    self.reading = reading
    let tokens = reading.tokens
    var plan = InjectionPlan()
    if let vector = reading.vector {
      try reading.explaining { try plan.steer(0, of: tokens.count, with: vector) }
    }
    var hooks = HookPair(plan, ActivationRecorder(points, of: reading.model.network))
    var inference = Inference(
      reading.model.network, capacities: [tokens.count], rows: tokens.count,
      logits: logProbabilities ? tokens.count : 1)
    try inference.forward([tokens], watch, hooks: &hooks)
    recorded = hooks.second.recorded
    record = hooks.first.record
    if logProbabilities {
      let logits = inference.logits(rows: Array(tokens.indices))
      logits.applyLogSoftmax()
      self.logProbabilities = Matrix(logits)
    } else {
      self.logProbabilities = nil
    }
  }

  private var code: String? { reading.side?.recipe.code }

  /// What was really added.
  var trace: RunTrace {
    RunTrace(
      command: reading.call.name.node, model: reading.model,
      sequences: [RunTrace.Sequence(tokens: reading.tokens, side: reading.side)], record: record)
  }

  /// What a reader of the file needs to know.
  var metadata: [String: String] {
    var metadata = [
      "model": reading.model.name, "text": reading.text, "tokens": reading.tokens.json.text,
    ]
    metadata["vector"] = code
    return metadata
  }

  /// What was asked, for the record.
  var fields: [JSONValue.Member] {
    reading.model.identity + [
      .init("text", .string(reading.text)), .init("tokens", reading.tokens.json),
      .init("vector", code.json),
    ]
  }
}
