/// Texts side by side, one column a side, one row a pair: what `:compare` shows.
public struct Comparison: Hashable, Sendable {
  /// One side: what stands above its column.
  public struct Side: Hashable, Sendable {
    /// The heading, such as `steered by love`.
    public var heading: String
    /// Whether an activation addition made its texts.
    public var isSteered: Bool

    /// A side under a heading.
    public init(_ heading: String, isSteered: Bool) {
      self.heading = heading
      self.isSteered = isSteered
    }
  }

  /// One row: a prompt, the text that followed it on each side, and what moved.
  public struct Row: Hashable, Sendable {
    /// What every side began with, unescaped; shown bold.
    public var prompt: String
    /// What followed, by side.
    public var completions: [StyledText]
    /// Lines of the third column, shown from 160 cells.
    public var notes: [StyledText]

    /// A row of completions of one prompt.
    public init(prompt: String, completions: [StyledText], notes: [StyledText] = []) {
      self.prompt = prompt
      self.completions = completions
      self.notes = notes
    }
  }

  /// The line above, without its margin: model, vector, seed, settings that differ from their defaults.
  public var head: StyledText
  /// The line below, without its margin: pairs, tokens, seconds, rate, loss.
  public var foot: StyledText
  /// The sides from left to right, the unsteered one first.
  public var sides: [Side]
  /// The pairs.
  public var rows: [Row]
  /// The heading of the third column.
  public var notesHeading: String
  /// Whether more is to come, so that the lower border is left out.
  public var isOpen: Bool

  /// A comparison of sides.
  public init(
    head: StyledText = "", foot: StyledText = "", sides: [Side], rows: [Row] = [],
    notesHeading: String = "what moved (log-prob)", isOpen: Bool = false
  ) {
    self.head = head
    self.foot = foot
    self.sides = sides
    self.rows = rows
    self.notesHeading = notesHeading
    self.isOpen = isOpen
  }
}
