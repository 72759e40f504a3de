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
    let sentence = Self.shortened(mistake.message)
    var blocks: [ReportBlock] = []
    var message = StyledText.error(sentence)
    var fields: [JSONValue.Member] = [.init("message", .string(sentence))]
    if let hint = mistake.hint { fields.append(.init("hint", .string(hint))) }
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
    if let hint = mistake.hint { blocks.append(self.hint(hint)) }
    output.note(.stack(blocks))
    output.record(["v": 1, "error": .object(fields)])
  }
  /// What helps where predictions are no numbers.
  func remedy(for error: any Error) -> String? {
    error.isAboutNumbers ? state.model?.remedyForNoNumbers : nil
  }

  /// What to type, behind which a remark in brackets has lines of its own.
  private func hint(_ text: String) -> ReportBlock {
    let parts = text.split(separator: "   (", maxSplits: 1)
    let (label, width) = ("hint:  ", max(10, output.layout.width - 7))
    let margin = String(repeating: " ", count: label.count)
    var lines = Wrapping.lines(of: StyledText(String(parts[0]), .hint), width: width)
    if parts.count > 1 {
      let remark = String(parts[1].hasSuffix(")") ? parts[1].dropLast() : parts[1])
      lines += Wrapping.lines(of: StyledText(remark, .dim), width: width)
    }
    return .lines(
      lines.enumerated().map { StyledText($0 == 0 ? label : margin, .dim) + $1 })
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
