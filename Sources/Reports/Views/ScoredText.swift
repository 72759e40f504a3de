/// A text token by token, coloured by how much likelier or less likely something makes each: what
/// `:score` shows.
///
/// Where there is no colour, each token has its number below it.
public struct ScoredText: Hashable, Sendable {
  /// A token and its change.
  public struct Token: Hashable, Sendable {
    /// What it adds to the running text; nothing where it ends within a character.
    public var text: String
    /// The token by itself, its blanks visible.
    public var label: String
    /// By how many nats it became likelier; `nil` where nothing predicts it.
    public var change: Double?
    /// Whether something is added at its position.
    public var isInjected: Bool

    /// A token and its change.
    public init(text: String, label: String, change: Double?, isInjected: Bool) {
      (self.text, self.label, self.change, self.isInjected) = (text, label, change, isInjected)
    }
  }

  /// The change in nats, about a hundredfold, beyond which colours grow no stronger.
  public static let limit = 4.6

  /// The tokens in order.
  public var tokens: [Token]

  /// A text of tokens.
  public init(_ tokens: [Token]) { self.tokens = tokens }

  /// The role of a token that became likelier by so many nats: linear up to the limit.
  public static func role(_ change: Double) -> Role {
    guard change.isFinite else { return .plain }
    return .shift(Int((max(-1, min(1, change / limit)) * 127).rounded()))
  }
}

extension ScoredText {
  private static let indent = 3

  func lines(in layout: Layout) -> [StyledText] {
    let room = layout.width - Self.indent
    let lines =
      layout.hasColor
      ? Wrapping.lines(of: running, width: room)
        + [StyledText(), Wrapping.truncated(legend, width: room, mark: layout.ellipsis)]
      : interlinear(room, layout)
    let margin = StyledText(String(repeating: " ", count: Self.indent))
    return lines.map { $0.isEmpty ? $0 : margin + $0 }
  }

  /// The text in its colours.
  var running: StyledText {
    tokens.map { token in
      Escaping.styled(
        token.text, token.isInjected ? .injected : token.change.map(Self.role) ?? .dim)
    }.joined()
  }

  /// The scale in its own colours.
  var legend: StyledText {
    let limit = Self.limit
    let steps = [-limit, -limit / 2, 0, limit / 2, limit].map { change in
      StyledText(" \(Figures.signed(change, 1)) ", Self.role(change))
    }
    let scale = steps.joined() + StyledText(" nats", .dim)
    guard tokens.contains(where: \.isInjected) else { return scale }
    return scale + "   " + StyledText(" added here ", .injected)
  }

  /// Tokens in cells with their numbers below, in brackets where something is added.
  private func interlinear(_ room: Int, _ layout: Layout) -> [StyledText] {
    var rows: [(labels: StyledText, figures: StyledText)] = []
    var used = 0
    for token in tokens {
      let number = token.change.map { Figures.signed($0) } ?? layout.symbol("·", ".")
      let figure = token.isInjected ? "[\(number)]" : number
      let label = Wrapping.truncated(
        StyledText(token.label, .string), width: room, mark: layout.ellipsis)
      let width = max(label.width, figure.count)
      if rows.isEmpty || used + width > room {
        rows.append((StyledText(), StyledText()))
        used = 0
      }
      rows[rows.count - 1].labels += label.padded(to: width + 2)
      rows[rows.count - 1].figures += StyledText(figure, .dim).padded(to: width + 2)
      used += width + 2
    }
    let lines = rows.flatMap { [$0.labels.trimmed(), $0.figures.trimmed(), StyledText()] }
    return lines
      + Wrapping.lines(
        of: StyledText(
          "nats by which each token became likelier; [ ] where the vector is added", .dim),
        width: room)
  }
}
