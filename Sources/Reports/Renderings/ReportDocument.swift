/// A result as a file keeps it: what was asked, what is seen, and the figures behind it.
public struct ReportDocument: Hashable, Sendable {
  /// The command, as it was typed.
  public var title: String
  /// What is seen on the screen.
  public var blocks: [ReportBlock]
  /// The figures, the main table first.
  public var tables: [DataTable]
  /// Where they come from: program, model, checksum, seed, settings.
  public var facts: [JSONValue.Member]

  /// A document of a result.
  public init(
    title: String, blocks: [ReportBlock], tables: [DataTable] = [],
    facts: [JSONValue.Member] = []
  ) {
    (self.title, self.blocks, self.tables, self.facts) = (title, blocks, tables, facts)
  }

  /// The blocks, those of stacks one by one.
  var flatBlocks: [ReportBlock] { blocks.flatMap(\.flat) }
}

extension ReportBlock {
  fileprivate var flat: [ReportBlock] {
    if case .stack(let blocks) = self { return blocks.flatMap(\.flat) }
    return [self]
  }
}

extension StyledText {
  /// The text without the blanks that keep it off the edge of a screen.
  var withoutMargin: StyledText {
    guard let first = runs.first else { return self }
    let rest = StyledText(String(first.text.drop { $0 == " " }), first.role)
    return rest + StyledText(runs.dropFirst())
  }
}

extension JSONValue {
  /// The value as a cell of text: texts bare, nothing for `null`, numbers at full precision.
  var cellText: String {
    switch self {
    case .null: ""
    case .string(let text): text
    case .double(let value): Self.cellText(value, "\(value)")
    case .float(let value): Self.cellText(Double(value), "\(value)")
    default: text
    }
  }

  /// JSON has no word for what is not finite; readers of tables know these.
  private static func cellText(_ value: Double, _ digits: String) -> String {
    value.isFinite ? digits : value.isNaN ? "nan" : value < 0 ? "-inf" : "inf"
  }
}
