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
    case .shift(let level): shift(level)
    case .injected: "injected"
    }
  }

  /// The class of a number around zero; `nil` about zero, which is the ground.
  static func shift(_ level: Int) -> String? {
    let step = (min(127, abs(level)) * shiftSteps + 63) / 127
    return step == 0 ? nil : (level < 0 ? "less" : "more") + "\(step)"
  }

  /// How many shades there are on each side of zero.
  private static let shiftSteps = 8

  /// The rule of a text's ground, for SVG, where text has none of its own; `nil` where it has none.
  static func ground(of role: Role) -> String? {
    switch role {
    case .highlight(let level): level > 0 ? "on-lit\(min(level, 4))" : nil
    case .heat(let level): "on-heat\(max(0, min(9, level)))"
    case .shift(let level): shift(level).map { "on-\($0)" }
    case .injected: "on-injected"
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

  private static let light = [
    "ground": "#ffffff", "ink": "#1f2328", "dim": "#656d76", "line": "#d0d7de",
    "steered": "#0a6b77", "gain": "#1a7f37", "loss": "#cf222e", "number": "#8a5d00",
    "keyword": "#0550ae", "string": "#116329", "name": "#8250df",
    "lit1": "#ffffd7", "lit2": "#ffd7af", "lit3": "#ffaf87", "lit4": "#ff875f", "lit": "#000000",
  ]
  private static let dark = [
    "ground": "#0d1117", "ink": "#e6edf3", "dim": "#8b949e", "line": "#30363d",
    "steered": "#56d4dd", "gain": "#3fb950", "loss": "#ff7b72", "number": "#d29922",
    "keyword": "#79c0ff", "string": "#7ee787", "name": "#d2a8ff",
    "lit1": "#303030", "lit2": "#875f00", "lit3": "#af5f00", "lit4": "#d75f00", "lit": "#ffffff",
  ]

  /// Linear from white to the published #FF8080 and #80FF80, or from black to dark red and green.
  private static func shifts(isDark: Bool) -> [String: String] {
    var colours = ["injected": isDark ? "#585858" : "#e0e0e0"]
    for step in 1...shiftSteps {
      let faded = 255 - 127 * step / shiftSteps
      colours["less\(step)"] =
        isDark ? "rgb(\(175 * step / shiftSteps),0,0)" : "rgb(255,\(faded),\(faded))"
      colours["more\(step)"] =
        isDark ? "rgb(0,\(140 * step / shiftSteps),0)" : "rgb(\(faded),255,\(faded))"
    }
    return colours
  }

  /// The rules for both grounds; the reader's system chooses between them.
  static var styleSheet: String {
    var rules = [
      ":root{color-scheme:light dark}", ".strong{font-weight:bold}",
      "svg text{font:13.3px ui-monospace,Menlo,Consolas,monospace;white-space:pre}",
      ".curve{fill:none;stroke-width:2}",
    ]
    for (level, colour) in heat.enumerated() {
      rules.append(".heat\(level){background:\(colour);color:\(colour)}")
      rules.append("svg .heat\(level),.on-heat\(level){fill:\(colour)}")
    }
    rules += Self.rules(light) + grounds(isDark: false)
    let night = Self.rules(dark) + grounds(isDark: true)
    rules.append("@media(prefers-color-scheme:dark){\(night.joined())}")
    return rules.joined(separator: "\n")
  }

  /// The rules for grounds of tokens, in an order of their own so that pages are the same each time.
  private static func grounds(isDark: Bool) -> [String] {
    shifts(isDark: isDark).sorted { $0.key < $1.key }.map { name, colour in
      ".\(name){background:\(colour)}.on-\(name){fill:\(colour)}"
    }
  }

  /// The rules for one ground, spelt out: not every program that shows SVG knows variables.
  private static func rules(_ colours: [String: String]) -> [String] {
    func colour(_ name: String) -> String { colours[name] ?? "" }
    var rules = [
      "body{background:\(colour("ground"));color:\(colour("ink"))}",
      "svg text{fill:\(colour("ink"))}", ".ground{fill:\(colour("ground"))}",
      ".rule{stroke:\(colour("line"))}", ".curve{stroke:\(colour("steered"))}",
      "th,summary,dl{color:\(colour("dim"))}", "td,th{border-color:\(colour("line"))}",
    ]
    for name in ["dim", "steered", "gain", "loss", "number", "keyword", "string", "name"] {
      rules.append(".\(name),svg .\(name){color:\(colour(name));fill:\(colour(name))}")
    }
    for level in 1...4 {
      rules.append(".lit\(level){background:\(colour("lit\(level)"));color:\(colour("lit"))}")
      rules.append("svg .lit\(level){fill:\(colour("lit"))}")
      rules.append(".on-lit\(level){fill:\(colour("lit\(level)"))}")
    }
    return rules
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
