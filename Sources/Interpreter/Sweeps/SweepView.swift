import Analysis
import Reports
import SessionLanguage
import Steering

/// A sweep as it is seen: a sparkline along one axis, a heat map along two, a list along more.
struct SweepView {
  let run: SweepRun
  var plan: SweepPlan { run.plan }

  /// All of it.
  var blocks: [ReportBlock] {
    var blocks: [ReportBlock] = [.text(" " + head)]
    for metric in plan.measures.shown {
      blocks.append(.blank)
      blocks += pictures(of: metric)
      if let line = bestLine(metric) { blocks.append(.text(" " + line)) }
    }
    if plan.prompts.count > 1 { blocks += [.blank, .table(promptTable)] }
    if !run.samples.isEmpty { blocks += [.blank, .comparison(sampleTable)] }
    return blocks + [.text(" " + foot)]
  }

  /// All that is needed to repeat the run.
  var head: StyledText {
    var parts = [StyledText(plan.model.name, .name)]
    parts.append(CodeStyle.styled("\(plan.expression)"))
    parts.append(
      plan.prompts.count == 1
        ? Escaping.styled(plan.prompts[0].quoted, .string)
        : "\(plan.prompts.count, .number) prompts")
    return (parts + plan.sampling.samplingLine(seed: plan.seed)).dotted
  }

  /// Such as `best 80.0 % at love.layer = 6, love.coeff = 5 · unsteered 2.0 %`.
  private func bestLine(_ metric: SweepMetric) -> StyledText? {
    guard let best = run.best(metric) else { return nil }
    let known = run.values(metric).prefix(plan.steeredCount).compactMap { $0 }
    let isFlat = known.allSatisfy { $0 == best.value }
    let value = StyledText(metric.style.text(best.value), .number)
    var line = isFlat ? value + " everywhere" : "best " + value + " at " + place(best.setting)
    if let unsteered = run.value(metric, of: nil) {
      line += StyledText(" · unsteered \(metric.style.text(unsteered))", .dim)
    }
    return line
  }

  /// The values of a setting, as the lines that set them.
  func place(_ setting: Int) -> StyledText {
    let coordinates = plan.settings[setting].coordinates
    return zip(plan.axes, coordinates).map { CodeStyle.styled($0.code($1)) }
      .joined(separator: ", ")
  }

  /// What each prompt makes of the first metric.
  private var promptTable: Table {
    let metric = plan.measures.shown[0]
    let moving = run.moving
    let rows = plan.prompts.indices.map { prompt -> [StyledText] in
      let outcomes = run.result.outcomes.filter { $0.cell.prompt == prompt }
      let unsteered = outcomes.first { $0.cell.vector == nil }?[metric]
      let steered = outcomes.compactMap { outcome in
        outcome.cell.vector.flatMap { setting in
          setting < plan.steeredCount && moving.contains(setting)
            ? (setting, outcome[metric]) : nil
        }
      }
      let best = BestSetting(of: steered, isHigh: metric.isBestHigh)
      return [
        Escaping.styled(plan.prompts[prompt], .plain),
        StyledText(unsteered.map(metric.style.text) ?? "–", .unsteered),
        StyledText(best.map { metric.style.text($0.value) } ?? "–", .steered),
        best.map { place($0.setting) } ?? "",
      ]
    }
    return Table(
      columns: [.init("prompt"), .init("unsteered", .right), .init("best", .right), .init("at")],
      rows: rows)
  }

  /// One completion at the ends and in the middle of the axis.
  private var sampleTable: Comparison {
    let axis = plan.axes[0]
    return Comparison(
      sides: run.samples.map { sample in
        let value = plan.settings[sample.setting].coordinates[0]
        return Comparison.Side(axis.code(value), isSteered: true)
      },
      rows: [
        Comparison.Row(
          prompt: plan.prompts[0],
          completions: run.samples.map { Escaping.styled($0.text, .steered) })
      ])
  }

  private var foot: StyledText {
    let (result, samples) = (run.result, plan.samples)
    let seconds = result.duration.seconds
    var parts = [run.extent]
    if plan.repeatedPrompts > 0 {
      parts.append("\(Figures.counted(plan.repeatedPrompts, "repeated prompt")) left out")
    }
    if samples > 0 { parts.append(Figures.counted(samples, "completion") + " each") }
    parts.append("\(result.cellsAtOnce) at once")
    parts.append(Figures.duration(seconds))
    if samples > 0 {
      let rate = Double(result.drawnTokens) / max(seconds, 1e-9)
      parts.append("\(Figures.decimal(rate, 0)) tokens/s")
    }
    return StyledText(parts.joined(separator: " · "), .dim)
  }
}
