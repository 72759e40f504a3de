import Generation
import Reports
import SessionLanguage
import Steering

/// Where statements come from, and so how mistakes in them are shown.
public enum InputSource: Hashable, Sendable {
  /// Typed after a prompt of so many cells; the line still stands above.
  case typed(promptCells: Int)
  /// A file, or a pipe; the number of its line that comes first.
  case named(String, line: Int = 1)
}

extension Session {
  /// Shows a mistake under the place it is about.
  func report(_ mistake: Diagnostic, in text: String, _ source: InputSource) {
    let line = SourceLine(of: mistake.range, in: text)
    let hint = mistake.hint ?? page(on: line)
    let sentence = Self.shortened(mistake.message)
    var blocks: [ReportBlock] = []
    var message = StyledText.error(sentence)
    var fields: [JSONValue.Member] = [.init("message", .string(sentence))]
    fields.append(.init("hint", .string(hint)))
    switch source {
    case .typed(let prompt):
      blocks.append(
        .excerpt(
          Excerpt(
            source: line.text, marked: line.marked, margin: line.isOnly ? prompt : 0,
            showsSource: !line.isOnly)))
      blocks.append(.text(message))
    case .named(let name, let first):
      let number = first + line.number - 1
      message = StyledText("\(name):\(number):\(line.column): ") + message
      blocks.append(.text(message))
      blocks.append(.excerpt(Excerpt(source: line.text, marked: line.marked)))
      fields.append(.init("file", .string(name)))
      fields.append(.init("line", .integer(number)))
    }
    fields.append(.init("column", .integer(line.column)))
    blocks += HintLines(hint, catalog.vocabulary).blocks(width: output.layout.width)
    output.note(.stack(blocks))
    output.record(["v": 1, "error": .object(fields)])
  }

  /// What to read about a mistake that has no hint of its own: the page on the command it is in.
  private func page(on line: SourceLine) -> String {
    let place = line.text.index(line.text.startIndex, offsetBy: line.marked.lowerBound)
    let before = line.text[..<place].lastIndex(of: ";").map(line.text.index(after:))
    let name = line.text[(before ?? line.text.startIndex)...].drop { $0 == " " }
    guard name.first == ":" else { return ":help vectors" }
    let typed = String(name.dropFirst().prefix { $0.isLetter || $0 == "-" })
    return catalog.vocabulary.command(typed).map { ":help \($0.name)" } ?? ":help"
  }

  /// What helps where a text would be too long or predictions are no numbers.
  func remedy(for error: any Error, in statement: Statement) -> String? {
    if case .tooLong(let tokens, let context)? = error as? GenerationError,
      case .command(let invocation) = statement
    {
      let said = invocation.arguments.lazy.compactMap { argument -> Int? in
        guard case .option(let name, let value) = argument.node,
          SettingForm.named(name.node)?.name == "tokens"
        else { return nil }
        return value.node.plainNumber.flatMap { Int(exactly: $0) }
      }.first
      let room = (said ?? state.settings.integer("tokens") ?? 0) - (tokens - context)
      return room > 0 ? "tokens=\(room)" : nil
    }
    return error.isAboutNumbers ? state.model?.remedyForNoNumbers : nil
  }

  /// Both ends of a sentence in which a name of millions of letters stands.
  private static func shortened(_ sentence: String) -> String {
    let (longest, end) = (600, 100)
    guard sentence.utf8.count > longest else { return sentence }
    return sentence.prefix(longest - end) + " … " + sentence.suffix(end)
  }
}

extension Error {
  /// Whether it says that activations or predictions are no numbers.
  var isAboutNumbers: Bool {
    switch self as any Error {
    case GenerationError.notFinite, SteeringError.notFinite: true
    default: false
    }
  }
}
