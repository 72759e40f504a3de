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

  /// What a piece that is shown by itself must know of the whole comparison it belongs to.
  public struct Piece: Hashable, Sendable {
    /// How many rows are above it; `nil` where the piece begins the comparison.
    public var rowsAbove: Int?
    /// How many rows the whole has.
    public var rowCount: Int
    /// What all rows begin with, unescaped.
    public var prompt: String
    /// Whether rows say what moved.
    public var hasNotes: Bool

    /// A piece below so many rows of a whole.
    public init(rowsAbove: Int?, rowCount: Int, prompt: String, hasNotes: Bool) {
      (self.rowsAbove, self.rowCount) = (rowsAbove, rowCount)
      (self.prompt, self.hasNotes) = (prompt, hasNotes)
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
  /// Set where this is one piece of a comparison that is shown row by row.
  public var piece: Piece?

  /// A comparison of sides.
  public init(
    head: StyledText = "", foot: StyledText = "", sides: [Side], rows: [Row] = [],
    notesHeading: String = "what moved (log-prob)", isOpen: Bool = false,
    piece: Piece? = nil
  ) {
    self.head = head
    self.foot = foot
    self.sides = sides
    self.rows = rows
    self.notesHeading = notesHeading
    self.isOpen = isOpen
    self.piece = piece
  }
}
