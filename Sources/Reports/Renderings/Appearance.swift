/// What the user may set about how answers look.
public struct Appearance: Hashable, Sendable {
  /// A switch that may be left to the program.
  public enum Choice: String, Hashable, Sendable, CaseIterable {
    /// As the terminal and the environment suggest.
    case auto
    /// Always.
    case on
    /// Never.
    case off
  }

  /// How tokens that moved are set off.
  public enum Highlight: String, Hashable, Sendable, CaseIterable {
    /// By colour where there is one.
    case on
    /// Not at all.
    case off
    /// By ⟦ ⟧.
    case marks
  }

  /// The cells of a line; `nil` asks the terminal.
  public var width: Int?
  /// Whether to use colour.
  public var color: Choice
  /// Whether long answers open in a pager.
  public var pager: Choice
  /// How tokens that moved are set off.
  public var highlight: Highlight
  /// The ground of the terminal; `nil` asks the environment.
  public var theme: Palette.Theme?
  /// Whether the line being typed shows dim hints.
  public var hints: Bool

  /// Everything left to the program.
  public init(
    width: Int? = nil, color: Choice = .auto, pager: Choice = .auto, highlight: Highlight = .on,
    theme: Palette.Theme? = nil, hints: Bool = true
  ) {
    self.width = width
    self.color = color
    self.pager = pager
    self.highlight = highlight
    self.theme = theme
    self.hints = hints
  }
}
