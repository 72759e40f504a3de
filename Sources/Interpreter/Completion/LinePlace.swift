import SessionLanguage

/// The place at the end of a line that is being typed: what kind of thing may stand there.
struct LinePlace {
  enum Kind: Hashable {
    /// Inside a text, a number or a comment, or where an operator would have to come.
    case nothing
    /// Where a statement begins.
    case statement
    /// The name of a command, its colon typed.
    case command
    /// A vector, or what makes one.
    case expression
    /// Behind the point of `love.`
    case field(of: String)
    /// Behind `love.at =`
    case fieldValue(of: String, field: String)
    /// A value in a call, counted from 0.
    case parameter(of: String, Int)
    /// Behind `at=` in a call.
    case parameterValue(of: String)
    /// Behind `love.` where an axis of a command is typed.
    case axis(of: String)
    /// An argument of a command; the words and options it has already.
    case argument(of: String, words: [String], options: [String])
    /// Behind the `=` of a command's option.
    case optionValue(of: String, String)
  }

  /// What may stand there.
  private(set) var kind = Kind.nothing
  /// What is typed of it.
  private(set) var typed = ""
  /// The pieces of the statement that lie before it.
  private(set) var before: [LinePiece] = []
  private let line: String

  init(at line: String, _ vocabulary: Vocabulary) {
    self.line = line
    let pieces = LinePiece.pieces(of: line, vocabulary)
    let start = pieces.lastIndex { $0.kind == .separator }.map { $0 + 1 } ?? 0
    before = Array(pieces[start...])
    if let last = before.last {
      if last.kind == .comment { return }
      if last.range.upper == line.utf8.count, last.kind != .sign {
        typed = last.range.text(in: line)
        before.removeLast()
        // A text that is closed is whole: nothing could go on with it.
        if last.kind == .text(isClosed: true) || last.kind == .stray { return }
      }
    }
    before.removeAll { $0.kind == .comment }
    guard let first = before.first else {
      kind = typed.hasPrefix(":") ? .command : isQuoted ? .nothing : .statement
      return
    }
    if first.kind == .command {
      let name = String(text(first).dropFirst())
      if let form = vocabulary.command(name) { kind = argument(of: form) }
    } else {
      kind = expression
    }
  }

  /// Whether a text in quotes is being typed.
  private var isQuoted: Bool {
    typed.first.map { "\"\u{201C}\u{201D}\u{201E}".contains($0) } ?? false
  }

  /// What the last text in quotes says, as it is typed.
  var quotedText: String? {
    before.last { $0.kind == .text(isClosed: true) }.map(text)
  }

  func text(_ piece: LinePiece) -> String { piece.range.text(in: line) }

  private func isSign(_ piece: LinePiece?, _ signs: String...) -> Bool {
    guard let piece, piece.kind == .sign else { return false }
    return signs.contains(text(piece))
  }

  /// Whether a value has to come next, as behind an operator.
  private var wantsValue: Bool {
    isSign(before.last, "=", "+=", "-=", "*=", "/=", "+", "-", "*", "/", "(", "{", ",", "\u{2212}")
  }

  private var expression: Kind {
    if let call { return call }
    if let field { return field }
    let isAssigned = isSign(before.last, "=", "+=", "-=", "*=", "/=")
    if isAssigned, let target = before.dropLast().last, target.kind == .field {
      let vector = before.dropLast(3).last.map(text) ?? ""
      return .fieldValue(of: vector, field: text(target))
    }
    return wantsValue && !isQuoted ? .expression : .nothing
  }

  /// The field that is being typed behind `love.`, if one is.
  private var field: Kind? {
    guard isSign(before.last, "."), let name = before.dropLast().last, name.kind == .name else {
      return nil
    }
    return .field(of: text(name))
  }

  /// The innermost bracket that is open.
  private var openBracket: Int? {
    var open: [Int] = []
    for index in before.indices {
      if isSign(before[index], "(", "{") { open.append(index) }
      if isSign(before[index], ")", "}") { _ = open.popLast() }
    }
    return open.last
  }

  /// The call whose brackets are open, which of its values is being typed, and where that began.
  var openCall: (function: String, index: Int, start: Int)? {
    guard let bracket = openBracket, bracket > before.startIndex,
      before[bracket - 1].kind == .function
    else { return nil }
    var (index, start, depth) = (0, bracket + 1, 0)
    for place in before.indices[(bracket + 1)...] {
      if isSign(before[place], "(", "{") { depth += 1 }
      if isSign(before[place], ")", "}") { depth -= 1 }
      if depth == 0, isSign(before[place], ",") { (index, start) = (index + 1, place + 1) }
    }
    return (text(before[bracket - 1]), index, start)
  }

  /// Inside the brackets of a call, or of an expression.
  private var call: Kind? {
    guard openBracket != nil else { return nil }
    if let (function, index, start) = openCall {
      let argument = before[start...]
      if argument.isEmpty { return .parameter(of: function, index) }
      if argument.count == 2, argument[start].kind == .option, isSign(argument.last, "=") {
        return .parameterValue(of: text(argument[start]))
      }
    }
    return field ?? (wantsValue && !isQuoted ? .expression : .nothing)
  }

  private func argument(of form: CommandForm) -> Kind {
    if let call { return call }
    if let field {
      guard form.takesAxes, case .field(let vector) = field else { return field }
      let isValue = isSign(before.dropLast(2).last, "=", "+", "-", "*", "/", "\u{2212}")
      return isValue ? field : .axis(of: vector)
    }
    if isSign(before.last, "="), let option = before.dropLast().last {
      guard option.kind == .option else { return .nothing }
      let name = text(option)
      if form.expressionOptions.contains(name) { return isQuoted ? .nothing : .expression }
      return .optionValue(of: form.name, name)
    }
    if isSign(before.last, "+", "-", "*", "/", "\u{2212}") { return .expression }
    if form.positional == .expression, let last = before.last {
      return last.kind == .command && !isQuoted ? .expression : .nothing
    }
    return given(to: form)
  }

  private func given(to form: CommandForm) -> Kind {
    var words: [String] = []
    var options: [String] = []
    for index in before.indices.dropFirst() {
      switch before[index].kind {
      case .option: options.append(text(before[index]))
      case .word, .number, .text:
        if !isSign(before[index - 1], "=") { words.append(text(before[index])) }
      default: break
      }
    }
    return .argument(of: form.name, words: words, options: options)
  }
}
