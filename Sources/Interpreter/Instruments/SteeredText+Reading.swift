import Generation
import Models
import Reports
import SessionLanguage
import Steering
import Tokenization
import Transformer

/// What the instruments share that look at every token of a text.
extension SteeredText {
  /// What steers; `nil` for nothing.
  var side: SteeringSide? { steering?.side }

  /// The same, measured.
  var vector: SteeringVector? { steering?.vector }

  /// Another vector measured; that of the text itself is so already.
  ///
  /// Its mistakes are those of `explained`.
  func measured(_ other: SteeringSide, _ watch: PassWatch) throws -> SteeringVector {
    if let steering, steering.side.recipe == other.recipe { return steering.vector }
    return try model.measure(other.recipe, watch)
  }

  /// Does the work; its mistakes are those of what was typed.
  func explaining<Success>(_ work: () throws -> Success) throws -> Success {
    do {
      return try work()
    } catch {
      throw explained(error)
    }
  }

  /// The model, the vector and where it was added.
  func head(_ applied: [InjectionPlan.Applied]) -> StyledText {
    guard let side else {
      return [StyledText(model.name, .name), StyledText("unsteered", .dim)].dotted
    }
    return [StyledText(model.name, .name), side.line, StyledText(applied.summary, .dim)].dotted
  }

  /// What a result of every token records.
  func fields(_ applied: [InjectionPlan.Applied]) -> [JSONValue.Member] {
    fields + [
      .init("token_texts", tokens.map { model.tokenizer.decode([$0]) }.json),
      .init("vector_name", (side?.label).json),
      .init("applied", .array(applied.map(\.record))),
    ]
  }

  /// A position of the text that an option names, counted from 0, or from the end if negative.
  func position(_ option: String) throws(Diagnostic) -> Int? {
    guard let value = try call.value(of: option) else { return nil }
    guard let number = value.node.plainNumber, let whole = Int(exactly: number) else {
      throw Diagnostic(
        "\(option) must be a position", at: value.range, hint: "\(option)=0, or -1 for the last")
    }
    let position = whole < 0 ? whole + tokens.count : whole
    guard tokens.indices.contains(position) else {
      throw Diagnostic(
        "the text has no position \(whole)", at: value.range,
        hint: "its \(tokens.count) tokens are at 0 to \(tokens.count - 1)")
    }
    return position
  }
}
