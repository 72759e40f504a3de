import Reports

/// What may stand at the cursor, and what of the line it takes the place of.
public struct Completions: Hashable, Sendable {
  /// One of the things that may stand there.
  public struct Candidate: Hashable, Sendable {
    /// What is inserted.
    public var text: String
    /// What is inserted after it when it is the only one: a blank, a bracket, `/`, nothing.
    public var ending: String
    /// What it is, for the list.
    public var summary: String
    /// Under which heading it stands in a long list.
    public var group: String

    /// A candidate.
    public init(
      _ text: String, ending: String = " ", summary: String = "", group: String = ""
    ) {
      self.text = text
      self.ending = ending
      self.summary = summary
      self.group = group
    }
  }

  /// The text before the cursor that a candidate replaces.
  public var typed: String
  /// What fits, in the order it is listed.
  public var candidates: [Candidate]

  /// What may stand in the place of `typed`, the end of the text before the cursor.
  public init(of typed: String, candidates: [Candidate]) {
    self.typed = typed
    self.candidates = candidates
  }
}

/// What the line editor asks while a line is typed.
public protocol LineAssistant: AnyObject {
  /// What may stand at the end of `line`, the text before the cursor; `rest` is what follows it.
  func completions(of line: String, before rest: String) -> Completions

  /// The line with roles, the same characters; `nil` leaves it plain.
  func highlight(_ line: String) -> StyledText?

  /// What to show dim after the line: a continuation, or with a blank in front an explanation, in
  /// which headings stand out.
  func hint(for line: String) -> StyledText?

  /// Whether Enter runs the line; otherwise it goes on below.
  func isComplete(_ line: String) -> Bool
}

extension Completions {
  /// What Tab does.
  public enum Answer: Hashable, Sendable {
    /// Nothing fits.
    case nothing
    /// Take so many scalars before the cursor away and insert a text.
    case replace(scalars: Int, text: String)
    /// Print what fits.
    case list(ReportBlock)
  }

  /// What Tab does: the one candidate, what all have in common, or the list in at most `rows` lines.
  public func answer(rows: Int = 20) -> Answer {
    let scalars = typed.unicodeScalars.count
    guard let first = candidates.first else { return .nothing }
    if candidates.count == 1 {
      return .replace(scalars: scalars, text: first.text + first.ending)
    }
    let common = candidates.dropFirst().reduce(first.text) { Self.commonStart($0, $1.text) }
    if common.count > typed.count { return .replace(scalars: scalars, text: common) }
    return .list(listing(rows: rows))
  }

  private static func commonStart(_ left: String, _ right: String) -> String {
    String(zip(left, right).prefix { $0 == $1 }.map(\.0))
  }

  /// Candidates by groups where they are many and have such.
  private var groups: ReportBlock {
    var names: [String] = []
    for candidate in candidates where !names.contains(candidate.group) {
      names.append(candidate.group)
    }
    let table = Table(
      columns: [.init("", minimum: 12), .init("")],
      rows: names.map { name in
        let members = candidates.filter { $0.group == name }.map(\.text)
        return [
          StyledText(name, .heading), StyledText(members.joined(separator: " "), .keyword),
        ]
      }, indent: 1)
    return .stack([
      .table(table),
      .text(StyledText(" a letter more, then Tab: fewer, each with what it is", .dim)),
    ])
  }

  /// Candidates in columns; where something is said of them, one a line.
  private func listing(rows: Int) -> ReportBlock {
    if candidates.count > rows, Set(candidates.map(\.group)).count > 1 { return groups }
    guard candidates.contains(where: { !$0.summary.isEmpty }) else {
      return .items(candidates.prefix(rows * 6).map { StyledText($0.text, .keyword) })
    }
    let shown = candidates.prefix(candidates.count > rows ? rows - 1 : rows)
    let widest = shown.map { CellWidth.of($0.text) }.max() ?? 0
    var lines = shown.map { candidate -> StyledText in
      let gap = String(repeating: " ", count: widest - CellWidth.of(candidate.text) + 3)
      return StyledText(" \(candidate.text)", .keyword)
        + StyledText(gap + candidate.summary, .dim)
    }
    let rest = candidates.count - shown.count
    if rest > 0 { lines.append(StyledText(" and \(rest) more", .dim)) }
    return .lines(lines)
  }
}
