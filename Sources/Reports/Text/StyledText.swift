/// Text in runs, each with a role; the only text a report holds.
public struct StyledText: Hashable, Sendable {
  /// A stretch of text with one role.
  public struct Run: Hashable, Sendable {
    /// The characters; control characters are shown escaped by every rendering.
    public var text: String
    /// What they mean.
    public var role: Role

    /// A stretch of text with one role.
    public init(_ text: String, _ role: Role) {
      self.text = text
      self.role = role
    }
  }

  /// The runs in order; neighbours differ in role and none is empty.
  public private(set) var runs: [Run] = []

  /// No text.
  public init() {}

  /// Text with one role.
  public init(_ text: String, _ role: Role = .plain) {
    append(text, role)
  }

  /// Text from runs, in order.
  public init(_ runs: some Sequence<Run>) {
    for run in runs { append(run.text, run.role) }
  }

  /// The characters alone.
  public var string: String {
    runs.reduce(into: "") { $0 += $1.text }
  }

  /// Whether there is no character.
  public var isEmpty: Bool { runs.isEmpty }

  /// The cells the text takes on one line.
  public var width: Int { CellWidth.of(string) }

  /// Adds text with a role at the end.
  public mutating func append(_ text: String, _ role: Role = .plain) {
    guard !text.isEmpty else { return }
    if let last = runs.indices.last, runs[last].role == role {
      runs[last].text += text
    } else {
      runs.append(Run(text, role))
    }
  }

  /// Adds the runs of another text at the end.
  public static func += (left: inout StyledText, right: StyledText) {
    for run in right.runs { left.append(run.text, run.role) }
  }

  /// The runs of one text after those of the other.
  public static func + (left: StyledText, right: StyledText) -> StyledText {
    var sum = left
    sum += right
    return sum
  }
}

extension StyledText: ExpressibleByStringInterpolation {
  /// Plain text from a literal.
  public init(stringLiteral text: String) {
    self.init(text)
  }

  /// Pieces of an interpolated literal: `"seed \(42, .number)"`.
  public init(stringInterpolation: StringInterpolation) {
    self = stringInterpolation.text
  }

  /// Collects the pieces of an interpolated literal.
  public struct StringInterpolation: StringInterpolationProtocol {
    var text = StyledText()

    /// Starts empty.
    public init(literalCapacity: Int, interpolationCount: Int) {}

    /// Adds a literal piece, plain.
    public mutating func appendLiteral(_ literal: String) {
      text.append(literal)
    }

    /// Adds a value's description with a role.
    public mutating func appendInterpolation(_ value: some Any, _ role: Role = .plain) {
      text.append("\(value)", role)
    }

    /// Adds a text with its roles.
    public mutating func appendInterpolation(_ styled: StyledText) {
      text += styled
    }
  }
}

extension Sequence<StyledText> {
  /// The texts in order with a separator between them.
  public func joined(separator: StyledText = "") -> StyledText {
    var sum = StyledText()
    var isFirst = true
    for text in self {
      if !isFirst { sum += separator }
      sum += text
      isFirst = false
    }
    return sum
  }

  /// The texts as the parts of one line, with dim dots between them: `tiny · love · seed 1`.
  public var dotted: StyledText { joined(separator: StyledText(" · ", .dim)) }
}
