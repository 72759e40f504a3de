/// Roles as classes of a style sheet, readable on a light and on a dark ground.
enum WebPalette {
  /// The class of a role; `nil` for plain text.
  static func name(of role: Role) -> String? {
    switch role {
    case .plain, .unsteered: nil
    case .prompt, .heading: "strong"
    case .steered: "steered"
    case .dim, .hint: "dim"
    case .error, .caret: "loss strong"
    case .number: "number"
    case .keyword: "keyword"
    case .string: "string"
    case .name: "name"
    case .gain: "gain"
    case .loss: "loss"
    case .highlight(let level): level > 0 ? "lit\(min(level, 4))" : "steered"
    case .heat(let level): "heat\(max(0, min(9, level)))"
    }
  }

  /// The rule of a text's ground, for SVG, where text has none of its own; `nil` where it has none.
  static func ground(of role: Role) -> String? {
    switch role {
    case .highlight(let level): level > 0 ? "on-lit\(min(level, 4))" : nil
    case .heat(let level): "on-heat\(max(0, min(9, level)))"
    default: nil
    }
  }

  /// Ten shades from the least to the most; lightness rises with the level.
  static let heat = [
    "#00005f", "#000087", "#005f87", "#008787", "#00af87", "#5faf5f", "#87af5f", "#afd75f",
    "#d7ff5f", "#ffff00",
  ]

  /// The shade of a share from 0 to 1.
  static func heat(_ share: Double) -> String { heat[max(0, min(9, Int(share * 10)))] }

  private static let light: [(String, String)] = [
    ("ground", "#ffffff"), ("ink", "#1f2328"), ("dim", "#656d76"), ("line", "#d0d7de"),
    ("steered", "#0a6b77"), ("gain", "#1a7f37"), ("loss", "#cf222e"), ("number", "#8a5d00"),
    ("keyword", "#0550ae"), ("string", "#116329"), ("name", "#8250df"),
    ("lit1", "#ffffd7"), ("lit2", "#ffd7af"), ("lit3", "#ffaf87"), ("lit4", "#ff875f"),
    ("lit", "#000000"),
  ]
  private static let dark: [(String, String)] = [
    ("ground", "#0d1117"), ("ink", "#e6edf3"), ("dim", "#8b949e"), ("line", "#30363d"),
    ("steered", "#56d4dd"), ("gain", "#3fb950"), ("loss", "#ff7b72"), ("number", "#d29922"),
    ("keyword", "#79c0ff"), ("string", "#7ee787"), ("name", "#d2a8ff"),
    ("lit1", "#303030"), ("lit2", "#875f00"), ("lit3", "#af5f00"), ("lit4", "#d75f00"),
    ("lit", "#ffffff"),
  ]

  /// The rules for both grounds; the reader's system chooses between them.
  static var styleSheet: String {
    func variables(_ colours: [(String, String)]) -> String {
      ":root{" + colours.map { "--\($0):\($1)" }.joined(separator: ";") + "}"
    }
    var rules = [
      ":root{color-scheme:light dark}", variables(light),
      "@media(prefers-color-scheme:dark){\(variables(dark))}",
      ".strong{font-weight:bold}", ".ground{fill:var(--ground)}", ".rule{stroke:var(--line)}",
      "svg text{fill:var(--ink);font:13px ui-monospace,Menlo,Consolas,monospace;white-space:pre}",
    ]
    for name in ["dim", "steered", "gain", "loss", "number", "keyword", "string", "name"] {
      rules.append(".\(name),svg .\(name){color:var(--\(name));fill:var(--\(name))}")
    }
    for level in 1...4 {
      rules.append(".lit\(level){background:var(--lit\(level));color:var(--lit)}")
      rules.append("svg .lit\(level){fill:var(--lit)}.on-lit\(level){fill:var(--lit\(level))}")
    }
    for (level, colour) in heat.enumerated() {
      rules.append(".heat\(level){background:\(colour);color:\(colour)}")
      rules.append("svg .heat\(level),.on-heat\(level){fill:\(colour)}")
    }
    return rules.joined(separator: "\n")
  }

  /// A text between tags, or in an attribute; what a terminal would obey is visible.
  static func escaped(_ text: String) -> String {
    Escaping.escaped(text).reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
  }
}
