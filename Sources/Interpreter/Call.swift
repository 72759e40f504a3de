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
  var end: SourceRange { SourceRange(range.upper + 1, range.upper + 2) }

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
      throw Diagnostic(":\(name.node) takes a text in quotes", at: value.range)
    }
    return Located(text, value.range)
  }

  /// The one text, or the mistake of leaving it out.
  func neededText(_ rest: String = "") throws(Diagnostic) -> Located<String> {
    if let text = try text() { return text }
    throw Diagnostic(
      "expected a text in quotes", at: end, hint: ":\(name.node) \"I hate you because\"\(rest)")
  }

  /// The one word, or `nil`.
  func word() throws(Diagnostic) -> Located<String>? {
    if let second = values.dropFirst().first {
      throw Diagnostic("unexpected \(second.node)", at: second.range)
    }
    return words.first
  }

  /// The values of an option, in order.
  func values(of option: String) -> [Located<Expression>] {
    options.filter { $0.name.node == option }.map(\.value)
  }

  /// The one value of an option.
  func value(of option: String) throws(Diagnostic) -> Located<Expression>? {
    let given = options.filter { $0.name.node == option }
    if let second = given.dropFirst().first {
      throw Diagnostic("\(option) is said twice", at: second.name.range)
    }
    return given.first?.value
  }

  /// The text or word that an option says.
  func word(of option: String) throws(Diagnostic) -> Located<String>? {
    guard let value = try value(of: option) else { return nil }
    if let text = value.node.plainText { return Located(text, value.range) }
    // A file may be called 12.
    return Located("\(value.node)", value.range)
  }

  /// Refuses options other than `known`.
  func allow(_ known: [String]) throws(Diagnostic) {
    for option in options where !known.contains(option.name.node) {
      let near = Spelling.nearest(to: option.name.node, among: known)
      throw Diagnostic(
        ":\(name.node) has no option \(option.name.node)", at: option.name.range,
        hint: near.map { "did you mean \($0)?" }
          ?? (known.isEmpty ? nil : "options: \(known.joined(separator: ", "))"))
    }
  }

  /// `settings` with those changed that the options name; `own` options are left to the command.
  func settings(
    _ settings: Settings, besides own: [String], topics: [SettingForm.Topic]
  ) throws(Diagnostic) -> Settings {
    var settings = settings
    let forms = SettingForm.all.filter { topics.contains($0.topic) }
    var said: Set<String> = []
    for option in options where !own.contains(option.name.node) {
      guard let form = SettingForm.named(option.name.node) else {
        let near = Spelling.nearest(
          to: option.name.node, among: own + forms.flatMap { [$0.name] + $0.aliases })
        throw Diagnostic(
          "no setting named \(option.name.node)", at: option.name.range,
          hint: near.map { "did you mean \($0)?" } ?? ":set lists them all")
      }
      guard topics.contains(form.topic) else {
        throw Diagnostic(
          ":\(name.node) does not take \(form.name)", at: option.name.range,
          hint: ":set \(form.name)=\(form.example)")
      }
      guard said.insert(form.name).inserted else {
        throw Diagnostic("\(option.name.node) is said twice", at: option.name.range)
      }
      settings[form.name] = try form.read(option.value)
    }
    return settings
  }
}
