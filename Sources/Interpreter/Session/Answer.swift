import Reports

/// What a statement gives: blocks to read and the same as data.
public struct Answer: Sendable {
  /// The name under which it is recorded.
  public var command: String
  /// What is shown.
  public var blocks: [ReportBlock]
  /// The answer as data.
  public var fields: [JSONValue.Member]
  /// The figures behind it as tables, which `file=` writes; the main one first.
  public var data: [DataTable]
  /// The completions in it, as those of `:compare` and `:gen`; `nil` for any other answer.
  var completions: Completions?
  /// Whether `:last` shows it again and the record keeps it.
  public var isResult: Bool
  /// Whether it may be longer than the screen, and may open in a pager.
  public var isPaged = false
  /// Whether the blocks are on the screen already, shown as they came.
  public var wasShown = false

  /// An answer of a command.
  public init(
    _ command: String, _ blocks: [ReportBlock], _ fields: [JSONValue.Member] = [],
    data: [DataTable] = [], isResult: Bool = false
  ) {
    self.command = command
    self.blocks = blocks
    self.fields = fields
    self.data = data
    self.isResult = isResult
  }

  /// An answer of one line.
  public init(_ command: String, _ line: StyledText, _ fields: [JSONValue.Member] = []) {
    self.init(command, [.text(line)], fields)
  }

  /// The answer as one object of a line of JSON.
  func record(milliseconds: Double) -> JSONValue {
    let head: [JSONValue.Member] = [.init("v", 1), .init("cmd", .string(command))]
    // Thousandths of a millisecond are noise.
    let time = JSONValue.double((milliseconds * 1000).rounded() / 1000)
    return .object(head + fields + [.init("ms", time)])
  }
}
