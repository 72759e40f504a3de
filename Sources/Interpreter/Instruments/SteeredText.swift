import Analysis
import Generation
import Models
import Reports
import SessionLanguage
import Steering
import Transformer

/// A text and the vector that steers it: what an instrument looks at.
struct SteeredText {
  let call: Call
  let model: LanguageModel
  let text: String
  /// The tokens, the beginning-of-text token included.
  let tokens: [TokenID]
  /// What steers, and the same measured; `nil` for nothing.
  let steering: (side: SteeringSide, vector: SteeringVector)?

  /// What may steer a text.
  enum Choice {
    /// The vector of `with=` alone.
    case said
    /// The vector of `with=`, or the one in use.
    case used
    /// The same, and there must be one.
    case needed
  }

  /// The text of the command, or the last one.
  init(
    _ call: Call, in session: Session, _ settings: Settings, steeredBy choice: Choice = .used
  ) throws {
    let said = try call.text()
    guard let text = said?.node ?? session.lastPrompt else {
      throw Diagnostic(
        "expected a text in quotes", at: call.end,
        hint: ":\(call.name.node) \"I hate you because\"   "
          + "(later, :\(call.name.node) alone repeats the last text)")
    }
    try self.init(
      call, Located(text, said?.range ?? call.name.range), in: session, settings,
      steeredBy: choice)
    session.lastPrompt = text
  }

  /// A text from wherever, such as a file.
  init(
    _ call: Call, _ said: Located<String>, in session: Session, _ settings: Settings,
    steeredBy choice: Choice = .used
  ) throws {
    let model = try session.loadedModel(call)
    (self.call, text, self.model) = (call, said.node, model)
    tokens = model.tokenizer.tokens(text)
    guard tokens.count <= model.context else {
      throw Diagnostic(
        "the text is \(tokens.count) tokens long; \(model.name) reads at most \(model.context)",
        at: said.range, hint: ":perplexity FILE reads long texts sentence by sentence")
    }
    if choice == .said, call.values(of: "with").isEmpty {
      steering = nil
    } else if let side = try session.onlySide(of: call, settings) {
      steering = (side, try side.measured(in: model, call, session.watchOfVectors))
    } else if choice == .needed {
      throw session.nothingSteers(call)
    } else {
      steering = nil
    }
  }

  /// The sides of a pass: unsteered, then steered if anything steers.
  var sides: [PredictionPass.Side] {
    [.init(tokens)] + (steering.map { [.init(tokens, steeredBy: $0.vector)] } ?? [])
  }

  /// What went wrong, in terms of what was typed.
  func explained(_ error: any Error) -> any Error {
    if error is Diagnostic || error as? GenerationError == .stopped { return error }
    let place = steering?.side.range ?? call.name.range
    guard let known = error as? SteeringError, let side = steering?.side else {
      return Diagnostic("\(error)", at: place)
    }
    return side.explained(known, model, prompt: tokens, at: place)
  }

  /// What was asked, for the record.
  var fields: [JSONValue.Member] {
    model.identity + [
      .init("prompt", .string(text)),
      .init("prompt_tokens", tokens.json),
      .init("vector", (steering?.side.recipe.code).json),
    ]
  }

  /// The line above a result: what it is, of which text, by which vector.
  func head(_ title: String) -> StyledText {
    var parts = [StyledText(model.name, .name)]
    parts.append(StyledText(title + " ") + StyledText(text.quoted, .string))
    parts.append(steering?.side.line ?? StyledText("unsteered", .dim))
    return parts.dotted
  }

  /// What a pass of `sides` really added.
  func trace(_ record: InjectionPlan.Record) -> RunTrace {
    let count = sides.count
    return RunTrace(
      command: call.name.node, model: model,
      sequences: (0..<count).map { index in
        RunTrace.Sequence(tokens: tokens, side: index == 0 ? nil : steering?.side)
      }, record: record)
  }
}
