import SessionLanguage
import Steering

/// One use of a command, its arguments sorted by kind.
public struct Call {
  /// The command's name as typed.
  public private(set) var name: Located<String>
  /// The whole command.
  public private(set) var range: SourceRange
  /// The arguments that are no options, in order.
  public private(set) var values: [Located<Expression>] = []
  /// The options in order.
  public private(set) var options: [(name: Located<String>, value: Located<Expression>)] = []
  /// The fields of vectors that are to take several values, in order.
  private(set) var axes:
    [(vector: Located<String>, field: Located<String>, values: Located<Expression>)] = []

  init(_ invocation: Invocation, _ range: SourceRange) {
    name = invocation.name
    self.range = range
    for argument in invocation.arguments {
      switch argument.node {
      case .value(let value): values.append(value)
      case .option(let name, let value): options.append((name, value))
      case .axis(let vector, let field, let values): axes.append((vector, field, values))
      }
    }
  }

  /// This call said again by `other`: what `other` says replaces what was said before.
  func repeated(by other: Call) -> Call {
    func full(_ option: String) -> String { SettingForm.named(option)?.name ?? option }
    let said = Set(other.options.map { full($0.name.node) })
    var call = self
    call.name.range = other.name.range
    call.range = other.range
    if !other.values.isEmpty { call.values = other.values }
    call.options.removeAll { said.contains(full($0.name.node)) }
    call.options += other.options
    return call
  }

  /// Adds an option behind the others.
  mutating func add(_ option: String, _ value: Expression) {
    options.append((Located(option, name.range), Located(value, name.range)))
  }

  /// The place behind the command, where what is missing should stand.
  var end: SourceRange { SourceRange(range.upper, range.upper + 1) }

  /// The words and texts, in order.
  var words: [Located<String>] {
    values.compactMap { value in value.node.plainText.map { Located($0, value.range) } }
  }

  /// The one text, if there is one.
  func text() throws(Diagnostic) -> Located<String>? {
    if let second = values.dropFirst().first {
      throw Diagnostic(":\(name.node) takes one text", at: second.range)
    }
    guard let value = values.first else { return nil }
    guard case .text(let text) = value.node else {
      throw Diagnostic(
        ":\(name.node) takes a text in quotes", at: value.range,
        hint: ":\(name.node) \("\(value.node)".quoted)")
    }
    return Located(text, value.range)
  }

  /// The one text, or the mistake of leaving it out.
  func neededText(_ rest: String = "") throws(Diagnostic) -> Located<String> {
    if let text = try text() { return text }
    throw Diagnostic(
      "expected a text in quotes", at: end, hint: ":\(name.node) \"I hate you because\"\(rest)")
  }

  /// The mistake of a text without a character.
  func emptyPrompt(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the prompt is empty", at: range, hint: ":\(name.node) \"I hate you because\"")
  }

  /// The one word, or `nil`.
  func word() throws(Diagnostic) -> Located<String>? {
    guard let second = values.dropFirst().first else { return words.first }
    let whole = words.map(\.node).joined(separator: " ")
    let isPath = whole.contains { "/.".contains($0) }
    throw Diagnostic(
      "unexpected \(second.node)", at: second.range,
      hint: isPath ? ":\(name.node) \(whole.quoted)" : nil)
  }

  /// The one file that is named.
  func neededFile(_ example: String) throws(Diagnostic) -> Located<String> {
    if let file = try word() { return file }
    throw Diagnostic("which file?", at: end, hint: ":\(name.node) \(example)")
  }
}
