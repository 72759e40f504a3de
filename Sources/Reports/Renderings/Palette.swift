/// Roles as SGR parameters: which colours a terminal has, and on which ground.
public struct Palette: Hashable, Sendable {
  /// How many colours the terminal shows.
  public enum Depth: Hashable, Sendable, CaseIterable {
    /// The sixteen named ones.
    case sixteen
    /// The cube of 256.
    case many
    /// All of 24 bits.
    case full
  }

  /// The ground the colours stand on.
  public enum Theme: Hashable, Sendable, CaseIterable {
    /// Light text on dark.
    case dark
    /// Dark text on light.
    case light
  }

  /// How many colours the terminal shows.
  public var depth: Depth
  /// The ground the colours stand on.
  public var theme: Theme
  /// Whether tokens that moved are set off.
  public var showsHighlights: Bool

  /// Colours of a depth on a ground.
  public init(depth: Depth = .many, theme: Theme = .dark, showsHighlights: Bool = true) {
    self.depth = depth
    self.theme = theme
    self.showsHighlights = showsHighlights
  }

  /// The parameters of the role's SGR sequence, empty for plain text.
  public func parameters(of role: Role) -> String {
    switch role {
    case .plain, .unsteered: ""
    case .prompt, .heading: "1"
    case .steered: "36"
    case .dim, .hint: "2"
    case .error: "1;31"
    case .caret: "31"
    case .number: "33"
    case .keyword: "36"
    case .string: "32"
    case .name: "35"
    case .gain: "32"
    case .loss: "31"
    case .highlight(let level): highlight(level)
    case .heat(let level): heat(level)
    case .shift(let level): shift(level)
    case .injected: injected
    }
  }

  private func highlight(_ level: Int) -> String {
    guard showsHighlights, level > 0 else { return parameters(of: .steered) }
    let step = min(level, 4) - 1
    switch (depth, theme) {
    case (.sixteen, _): return ["4", "1", "1;4", "7"][step]
    case (.many, .dark), (.full, .dark): return "97;48;5;\([236, 94, 130, 166][step])"
    case (.many, .light), (.full, .light): return "30;48;5;\([230, 223, 216, 209][step])"
    }
  }

  private func heat(_ level: Int) -> String {
    // Perceived lightness rises with the level; the shade itself keeps telling where colour cannot.
    guard depth != .sixteen else { return "" }
    let colour = [17, 18, 24, 30, 36, 71, 107, 149, 191, 226][max(0, min(9, level))]
    return "38;5;\(colour);48;5;\(colour)"
  }
}
