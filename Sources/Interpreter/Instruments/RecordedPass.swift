import LinearAlgebra
import Models
import Reports
import SessionLanguage
import Steering
import Tokenization
import Transformer

/// One pass of a text through the model, steered or not, and what was recorded of it.
struct RecordedPass {
  let tokens: [TokenID]
  let recorded: [HookPoint: Matrix]
  /// The log-probability of every token after each position, [positions, vocabulary].
  let logProbabilities: Matrix?
  private let text: String
  private let side: SteeringSide?
  private let record: InjectionPlan.Record

  init(
    _ text: Located<String>, points: [HookPoint], logProbabilities: Bool = false,
    _ model: LanguageModel, _ steering: (side: SteeringSide, vector: SteeringVector)?, _ call: Call
  ) throws(Diagnostic) {
    self.text = text.node
    side = steering?.side
    tokens = model.tokenizer.tokens(text.node)
    guard tokens.count <= model.context else {
      throw Diagnostic(
        "the text is \(tokens.count) tokens long; the model reads at most \(model.context)",
        at: text.range)
    }
    var plan = InjectionPlan()
    if let steering {
      do {
        try plan.steer(0, of: tokens.count, with: steering.vector)
      } catch {
        throw Diagnostic("\(error)", at: steering.side.range ?? call.name.range)
      }
    }
    var hooks = HookPair(plan, ActivationRecorder(points, of: model.network))
    var inference = Inference(
      model.network, capacities: [tokens.count], rows: tokens.count,
      logits: logProbabilities ? tokens.count : 1)
    inference.forward(TokenBatch(sequences: [tokens]), hooks: &hooks)
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

  /// What was really added.
  func trace(_ call: Call, _ model: LanguageModel) -> RunTrace {
    RunTrace(
      command: call.name.node, model: model,
      sequences: [RunTrace.Sequence(tokens: tokens, side: side)], record: record)
  }

  /// What a reader of the file needs to know.
  func metadata(_ model: LanguageModel) -> [String: String] {
    var metadata = [
      "model": model.name, "text": text,
      "tokens": tokens.json.text,
    ]
    metadata["vector"] = side?.recipe.code
    return metadata
  }

  func fields(_ model: LanguageModel) -> [JSONValue.Member] {
    model.identity + [
      .init("text", .string(text)),
      .init("tokens", tokens.json),
      .init("vector", (side?.recipe.code).json),
    ]
  }
}

extension Session {
  /// The vector that `with=` asks for, measured.
  func passVector(
    _ call: Call, _ model: LanguageModel
  ) throws -> (side: SteeringSide, vector: SteeringVector)? {
    guard !call.values(of: "with").isEmpty,
      let side = try onlySide(of: call, state.settings)
    else { return nil }
    return (side, try side.measured(in: model, call))
  }
}
