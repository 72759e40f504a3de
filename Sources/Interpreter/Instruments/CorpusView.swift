import Analysis
import Reports
import Steering

/// A corpus run as it is seen and kept.
struct CorpusView {
  let run: CorpusRun
  let measured: [CorpusRun.Measured]
  /// The part of the combinations that were to be measured; `nil` for all.
  let shard: Shard?
  let emptyTexts: Int
  let cutTexts: Int
  let shortTexts: Int
  /// How many combinations were measured, and were to be, where it was stopped.
  let stopped: (after: Int, of: Int)?

  /// The axes along which something varies.
  private var axes: [(index: Int, axis: SweepAxis)] {
    run.varied.axes.enumerated().filter { $0.element.varies }.map { ($0, $1) }
  }

  private var labels: [String] {
    var labels: [String] = []
    for label in measured.flatMap(\.result.groups).map(\.label) where !labels.contains(label) {
      labels.append(label)
    }
    return labels
  }

  /// A table for one setting, sparklines along one axis, heat maps over two.
  var blocks: [ReportBlock] {
    var blocks: [ReportBlock] = [.text(" " + head), .blank]
    switch axes.count {
    case 0: blocks += measured.prefix(1).map { .table(table($0.result)) }
    case 1: blocks += [.table(ratios(along: axes[0]))] + curves(along: axes[0]) + [.blank] + lowest
    default: blocks += maps(axes[0], axes[1]) + [.blank] + lowest
    }
    return blocks + [.blank] + gaps.map { .text(" " + StyledText.warning($0)) }
      + [.text(" " + foot)]
  }

  private var head: StyledText {
    var parts = [StyledText(run.model.name, .name), side.line, "method \(run.method.rawValue)"]
    parts += axes.map(\.axis.line)
    return parts.dotted
  }

  /// The side as it is for every setting: values that do not vary are in it.
  var side: SteeringSide {
    guard axes.isEmpty else { return run.varied.side }
    return (try? run.varied.side(at: run.varied.points[0])) ?? run.varied.side
  }

  private func table(_ result: CorpusPerplexity.Result) -> Table {
    var table = Table(columns: [
      .init("label"), .init("texts", .right), .init("tokens", .right),
      .init("perplexity", .right), .init("steered", .right), .init("mean change", .right),
      .init("ratio", .right),
    ])
    for group in result.groups + (result.groups.count > 1 ? [result.total] : []) {
      let isTotal = group.label == result.total.label && result.groups.count > 1
      table.rows.append([
        isTotal ? StyledText("all", .heading) : Escaping.styled(group.label, .plain),
        "\(group.texts)", "\(group.count)",
        figure(group.unsteeredPerplexity, .plain) { Figures.decimal($0) },
        figure(group.steeredPerplexity, .steered) { Figures.decimal($0) },
        figure(group.meanDifference, .plain) { Figures.signed($0, 4) },
        ratio(group.perplexityRatio),
      ])
    }
    return table
  }

  /// The ratio, green where steering helps.
  private func ratio(_ value: Double) -> StyledText {
    figure(value, value < 1 ? .gain : .loss) { Figures.decimal($0, 4) }
  }

  /// A figure, or a dash where nothing was counted.
  private func figure(_ value: Double, _ role: Role, _ text: (Double) -> String) -> StyledText {
    value.isNaN ? StyledText("–", .dim) : StyledText(text(value), role)
  }

  /// A value that can be drawn.
  private func finite(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }

  private func group(_ label: String, _ measured: CorpusRun.Measured) -> CorpusPerplexity.Group? {
    measured.result.groups.first { $0.label == label }
  }

  /// A row a value, a column a label.
  private func ratios(along axis: (index: Int, axis: SweepAxis)) -> Table {
    Table(
      columns: [.init(axis.axis.name, .right)] + labels.map { Table.Column($0, .right) },
      rows: measured.map { measured in
        [StyledText(measured.point[axis.index].canonical, .number)]
          + labels.map { group($0, measured).map { ratio($0.perplexityRatio) } ?? "" }
      })
  }

  private func curves(along axis: (index: Int, axis: SweepAxis)) -> [ReportBlock] {
    labels.flatMap { label -> [ReportBlock] in
      [
        .blank,
        .sparkline(
          Sparkline(
            title: Escaping.styled(label, .heading) + StyledText(" · perplexity ratio", .dim),
            values: measured.map { finite(group(label, $0)?.perplexityRatio) },
            axis: measured.map { $0.point[axis.index] }, axisName: axis.axis.name,
            style: .decimal(4))),
      ]
    }
  }

  private func maps(
    _ rows: (index: Int, axis: SweepAxis), _ columns: (index: Int, axis: SweepAxis)
  ) -> [ReportBlock] {
    labels.enumerated().flatMap { place, label -> [ReportBlock] in
      let values = rows.axis.values.map { row in
        columns.axis.values.map { column -> Double? in
          measured.first { $0.point[rows.index] == row && $0.point[columns.index] == column }
            .flatMap { finite(group(label, $0)?.meanDifference) }
        }
      }
      let title =
        Escaping.styled(label, .heading)
        + StyledText(" · mean change in nats, above 0 where steering helps", .dim)
        + StyledText(" · rows \(rows.axis.name), columns \(columns.axis.name)", .dim)
      let map = HeatMap(
        title: title, rowLabels: rows.axis.values.map(\.canonical),
        columnLabels: columns.axis.values.map(\.canonical), values: values,
        rowNotes: values.map { row in
          row.compactMap { $0 }.max().map { "best \(Figures.signed($0, 4))" } ?? ""
        }, style: .signed(3), scale: .aroundZero)
      return (place > 0 ? [.blank] : []) + [.heatMap(map)]
    }
  }

  /// Where each label's ratio is lowest.
  private var lowest: [ReportBlock] {
    labels.compactMap { label in
      let known = measured.filter { group(label, $0)?.perplexityRatio.isFinite == true }
      guard
        let best = known.min(by: {
          (group(label, $0)?.perplexityRatio ?? 0) < (group(label, $1)?.perplexityRatio ?? 0)
        }), let group = group(label, best)
      else { return nil }
      return .text(
        StyledText("   lowest for ", .dim) + Escaping.styled(label, .plain) + StyledText(": ", .dim)
          + ratio(group.perplexityRatio)
          + StyledText(" at " + run.varied.axes.place(of: best.point), .dim))
    }
  }

  private var foot: StyledText {
    let total = measured.map(\.result.total).first { $0.texts > 0 }
    var parts = [
      Figures.counted(total?.texts ?? 0, "text"), Figures.counted(total?.count ?? 0, "token"),
    ]
    if emptyTexts > 0 { parts.append("\(emptyTexts) empty left out") }
    if shortTexts > 0 { parts.append("\(shortTexts) shorter than the vector left out") }
    if cutTexts > 0 { parts.append("\(cutTexts) cut at \(run.model.context) tokens") }
    if let shard {
      parts.append("part \(shard.number)/\(shard.count) of \(run.varied.points.count) settings")
    }
    if let stopped {
      parts.append(
        stopped.of > 1
          ? "stopped after \(stopped.after) of \(stopped.of) settings" : "stopped early")
    }
    return StyledText(parts.joined(separator: " · "), .dim)
  }
}
