import Reports

/// What a channel can show, decided from the terminal and the environment.
public struct Screen: Hashable, Sendable {
  /// Whether a person sees it.
  public var isTerminal: Bool
  /// Whether it understands escape sequences, so that lines may be drawn over.
  public var isSmart: Bool
  /// The cells of a line.
  public var width: Int
  /// The lines; 0 where they have no end.
  public var height: Int
  /// The colours, `nil` for none.
  public var palette: Palette?
  /// Which characters borders may use.
  public var charset: Layout.Charset

  /// What a channel of `columns` × `rows` (0 where not known) shows in an environment.
  public init(
    environment: [String: String], isTerminal: Bool, columns: Int = 0, rows: Int = 0,
    appearance: Appearance = Appearance()
  ) {
    let terminal = environment["TERM"] ?? ""
    self.isTerminal = isTerminal
    isSmart = isTerminal && !["", "dumb", "emacs", "unknown"].contains(terminal)
    height = isTerminal ? rows : 0
    charset = Self.charset(environment)
    let told = environment["COLUMNS"].flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil }
    let seen = isTerminal && columns > 0 ? columns : nil
    width = max(10, appearance.width ?? seen ?? told ?? 80)
    let hasColor = Self.hasColor(environment, isTerminal: isTerminal, choice: appearance.color)
    palette =
      hasColor
      ? Palette(
        depth: Self.depth(environment), theme: appearance.theme ?? Self.theme(environment),
        showsHighlights: appearance.highlight == .on)
      : nil
  }

  /// The screen as room for a report; without colour, tokens that moved are marked if asked for.
  public func layout(_ appearance: Appearance) -> Layout {
    Layout(
      width: width, charset: charset, marksHighlights: appearance.highlight == .marks,
      hasColor: palette != nil, isScreen: isTerminal)
  }

  /// The rendering this screen wants.
  public func rendering(_ appearance: Appearance) -> any Rendering {
    guard let palette else { return PlainRendering(layout(appearance)) }
    return ANSIRendering(layout(appearance), palette: palette)
  }

  /// The flag, then NO_COLOR, then what forces colour, then the terminal.
  private static func hasColor(
    _ environment: [String: String], isTerminal: Bool, choice: Appearance.Choice
  ) -> Bool {
    switch choice {
    case .on: return true
    case .off: return false
    case .auto: break
    }
    if let no = environment["NO_COLOR"], !no.isEmpty { return false }
    for name in ["CLICOLOR_FORCE", "FORCE_COLOR"] {
      if let force = environment[name], !force.isEmpty, force != "0" { return true }
    }
    return isTerminal && !["", "dumb"].contains(environment["TERM"] ?? "")
      && environment["CLICOLOR"] != "0"
  }

  private static func depth(_ environment: [String: String]) -> Palette.Depth {
    if ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "") { return .full }
    let terminal = environment["TERM"] ?? ""
    let many = ["256color", "kitty", "alacritty", "ghostty", "wezterm", "direct"]
    return many.contains { terminal.contains($0) } ? .many : .sixteen
  }

  /// `COLORFGBG` ends in the number of the ground: 7 and 15 are the light ones.
  private static func theme(_ environment: [String: String]) -> Palette.Theme {
    let ground = environment["COLORFGBG"]?.split(separator: ";").last.flatMap { Int($0) }
    return ground == 7 || ground == 15 ? .light : .dark
  }

  private static func charset(_ environment: [String: String]) -> Layout.Charset {
    // An empty variable counts as unset, and the first set one decides: as setlocale reads them.
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    let name = (locale ?? "C").lowercased()
    return name.contains("utf-8") || name.contains("utf8") ? .unicode : .ascii
  }
}
