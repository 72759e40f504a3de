import Analysis
import Reports
import Tokenization
import Transformer

/// Effectiveness and disruption by position, as seen and as data.
struct EffectView {
  let text: SteeredText
  let chosen: [TokenID]
  let profile: SteeringEffect.Profile
  let isMasked: Bool

  /// The positions that count.
  private var positions: [Int] {
    profile.effects.indices.filter { !isMasked || !profile.injected.contains($0) }
  }

  private var words: StyledText {
    chosen.map { StyledText(text.model.tokenizer.literal(of: $0), .string) }
      .joined(separator: ", ")
  }

  var blocks: [ReportBlock] {
    let chart = BarChart(
      headings: ["after", "position", "disruption", "effectiveness, nats"],
      rows: positions.map { position in
        let effect = profile.effects[position]
        return BarChart.Row(
          label: StyledText(text.model.tokenizer.visible(of: text.tokens[position]), .string),
          cells: [
            StyledText("\(position)", .number), StyledText(Figures.decimal(effect.disruption, 3)),
          ], value: effect.effectiveness)
      }, style: .signed(3))
    var blocks: [ReportBlock] = [
      .text(" " + text.head("effect in") + StyledText(" · ", .dim) + "on " + words), .blank,
    ]
    if !positions.isEmpty { blocks += [.bars(chart), .blank] }
    blocks.append(.text(StyledText(" " + foot, .dim)))
    return blocks
  }

  private var foot: String {
    let count = positions.count
    let isStopped = profile.effects.count < text.tokens.count
    var parts = ["\(isStopped ? "stopped at " : "")\(count) of \(text.tokens.count) positions"]
    if let means {
      parts.append("mean effectiveness \(Figures.signed(means.effectiveness, 3))")
      parts.append("mean disruption \(Figures.decimal(means.disruption, 3)) nats")
    }
    if isMasked, !profile.injected.isEmpty {
      parts.append("without those where the vector is added (mode=all keeps them)")
    }
    return parts.joined(separator: " · ")
  }

  private var means: (effectiveness: Double, disruption: Double)? {
    guard !positions.isEmpty else { return nil }
    let effects = positions.map { profile.effects[$0] }
    let count = Double(effects.count)
    return (
      effects.reduce(0) { $0 + $1.effectiveness } / count,
      effects.reduce(0) { $0 + $1.disruption } / count
    )
  }

  func fields(_ mode: String) -> [JSONValue.Member] {
    text.fields + [
      .init(
        "settings",
        [
          "tokens": chosen.json, "mode": .string(mode),
        ]),
      .init("interrupted", .bool(profile.effects.count < text.tokens.count)),
      .init("mean_effectiveness", (means?.effectiveness).json),
      .init("mean_disruption", (means?.disruption).json),
      .init("positions", .array(data.objects)),
    ]
  }

  /// A row a position; what is masked has no value.
  var data: DataTable {
    let counted = Set(positions)
    return DataTable(
      "positions",
      columns: ["position", "token", "is_injected", "effectiveness", "disruption"],
      rows: profile.effects.enumerated().map { position, effect in
        let isCounted = counted.contains(position)
        return [
          .integer(position), .string(text.model.tokenizer.decode([text.tokens[position]])),
          .bool(profile.injected.contains(position)),
          isCounted ? .double(effect.effectiveness) : .null,
          isCounted ? .double(effect.disruption) : .null,
        ]
      })
  }
}
