import Analysis
import Reports

/// What a metric looks like over the settings.
extension SweepView {
  func pictures(of metric: SweepMetric) -> [ReportBlock] {
    let values = run.values(metric)
    let count = plan.steeredCount
    let name = metric.title(plan.measures, plan.model)
    var blocks = picture(Array(values.prefix(count)), metric, title: name)
    if let control = plan.control {
      let title = "\(control.rawValue) control: \(name)"
      blocks += [.blank] + picture(Array(values.dropFirst(count)), metric, title: title)
    }
    return blocks
  }

  private func picture(_ values: [Double?], _ metric: SweepMetric, title: String) -> [ReportBlock] {
    let axes = plan.axes
    let title = title + (run.result.wasInterrupted ? " · \(run.extent)" : "")
    switch axes.count {
    case 1:
      return [
        .sparkline(
          Sparkline(
            title: StyledText("\(title) by \(axes[0].name)"), values: values,
            axis: axes[0].values, axisName: axes[0].name, style: metric.style))
      ]
    case 2:
      let width = axes[1].values.count
      let rows = axes[0].values.indices.map { Array(values[$0 * width..<($0 + 1) * width]) }
      return [
        .heatMap(
          HeatMap(
            title: StyledText("\(title) by \(axes[0].name) (down) and \(axes[1].name) (across)"),
            rowLabels: axes[0].values.map(Figures.short),
            columnLabels: axes[1].values.map(Figures.short), values: rows,
            rowNotes: rows.map { row in
              row.compactMap { $0 }.filter(\.isFinite).max().map(metric.style.text) ?? ""
            }, style: metric.style))
      ]
    default: return [.text(StyledText(" \(title)")), .table(ranking(values, metric))]
    }
  }

  /// The ten best settings, where there is no picture of them all.
  private func ranking(_ values: [Double?], _ metric: SweepMetric) -> Table {
    let known = values.enumerated().compactMap { setting, value in
      value.map { (setting: setting, value: $0) }
    }
    let best = known.sorted { metric.isBestHigh ? $0.value > $1.value : $0.value < $1.value }
    return Table(
      columns: plan.axes.map { .init($0.name, .right) } + [.init(metric.rawValue, .right)],
      rows: best.prefix(10).map { place in
        plan.settings[place.setting].coordinates.map { StyledText(Figures.short($0), .number) }
          + [StyledText(metric.style.text(place.value))]
      })
  }
}
