import Analysis
import Foundation
import Reports
import Tokenization
import Transformer

/// Norms of a text and of a vector by layer and position, as seen and as data.
struct NormsView {
  let text: SteeredText
  /// Whether the points are the same place of every block, so that growth means something.
  let isOverLayers: Bool
  let norms: ResidualNorms

  /// Ratios are shown in figures at so many positions, and as shades at all.
  private static let figureColumns = 4

  /// Where the vector is added as it is defined.
  private var used: Set<HookPoint> {
    Set(text.steering?.vector.parts.map(\.addition.point) ?? [])
  }

  /// The positions with a ratio: where something other than zeros is added.
  private var touched: [Int] {
    norms.touched.filter { position in norms.vector.contains { $0[position] > 0 } }
  }

  /// The first position has a norm like no other, and is left out where there are others.
  private var typical: Range<Int> { text.tokens.count > 1 ? 1..<text.tokens.count : 0..<1 }

  var blocks: [ReportBlock] {
    var blocks: [ReportBlock] = [.text(" " + text.head("norms of")), .blank, .table(table)]
    if !isOverLayers {
      // Norms of different places have no order to be drawn in.
    } else if let only = touched.first, touched.count == 1 {
      blocks += [.blank, .sparkline(curve(at: only))]
    } else {
      blocks += [.blank, .heatMap(map)]
    }
    blocks.append(.blank)
    return blocks + [.text(StyledText(" " + means, .dim)), .text(StyledText(" " + foot, .dim))]
  }

  private var table: Table {
    var columns: [Table.Column] = [.init(isOverLayers ? "layer" : "hook", .right)]
    if !used.isEmpty { columns.append(.init("in use", .center, minimum: 2)) }
    columns.append(.init("‖stream‖", .right))
    if !touched.isEmpty { columns.append(.init("‖vector‖", .right)) }
    if isOverLayers { columns.append(.init("growth", .right)) }
    let shown = touched.prefix(Self.figureColumns)
    columns += shown.map { .init("ratio at \($0) \(token($0))", .right) }
    return Table(
      columns: columns,
      rows: norms.points.enumerated().map { index, point in
        var row = [StyledText(label(point), .number)]
        if !used.isEmpty { row.append(used.contains(point) ? "●" : "") }
        row.append(StyledText(Figures.decimal(stream(index)), .number))
        if !touched.isEmpty { row.append(StyledText(Figures.decimal(vector(index)), .number)) }
        if isOverLayers {
          row.append(StyledText(index == 0 ? "" : "×" + Figures.decimal(growth(index))))
        }
        return row
          + shown.map { StyledText(Figures.decimal(norms.ratios[index][$0] ?? 0, 3), .number) }
      })
  }

  private func curve(at position: Int) -> Sparkline {
    Sparkline(
      title: StyledText("‖vector‖/‖stream‖ at \(position) \(token(position))"),
      values: norms.ratios.map { $0[position] },
      axis: norms.points.map { Double($0.layer ?? 0) }, axisName: "layer", style: .decimal(3))
  }

  private var map: HeatMap {
    let isRatio = !touched.isEmpty
    let positions = isRatio ? touched : Array(typical)
    return HeatMap(
      title: StyledText(
        isRatio ? "‖vector‖/‖stream‖ · rows layers, columns tokens" : "log₁₀ ‖stream‖ by layer"),
      rowLabels: norms.points.map(label), columnLabels: positions.map(token),
      values: norms.points.indices.map { index in
        positions.map { position in
          isRatio ? norms.ratios[index][position] : log10(norms.text[index][position])
        }
      }, style: .decimal(2))
  }

  private var foot: String {
    var parts: [String] = []
    if isOverLayers, norms.points.count > 1 {
      let growth = geometricMean(norms.growth[typical].map { $0 })
      parts.append("the stream grows ×\(Figures.decimal(growth, 3)) a layer")
    }
    for (index, point) in norms.points.enumerated() where used.contains(point) {
      let ratios = touched.map { position in
        "\(Figures.decimal(norms.ratios[index][position] ?? 0, 3)) at \(position)"
      }
      guard !ratios.isEmpty else { continue }
      parts.append("at \(point.place) ratio " + ratios.prefix(8).joined(separator: ", "))
    }
    if text.steering != nil, norms.record.applied.isEmpty {
      parts.append("the vector is longer than the text and cannot be added to it")
    }
    return parts.joined(separator: " · ")
  }

  /// The typical norm of the text at a point: the geometric mean over positions.
  private func stream(_ index: Int) -> Double {
    geometricMean(norms.text[index][typical].map { $0 })
  }

  /// The norm of the vector at a point: the geometric mean over the positions it moves there.
  private func vector(_ index: Int) -> Double {
    let moved = touched.map { norms.vector[index][$0] }.filter { $0 > 0 }
    return moved.isEmpty ? 0 : geometricMean(moved)
  }

  /// Over which positions norms are averaged.
  private var means: String {
    var means = "‖stream‖ is the geometric mean over "
    let (first, last) = (typical.lowerBound, typical.upperBound - 1)
    means += first == last ? "position \(first)" : "positions \(first) to \(last)"
    guard !touched.isEmpty else { return means }
    let moved = touched.map(String.init)
    return means + ", ‖vector‖ over "
      + (moved.count == 1 ? "position \(moved[0])" : "positions \(moved.joined(separator: ", "))")
  }

  private func growth(_ index: Int) -> Double { stream(index) / stream(index - 1) }

  private func geometricMean(_ values: [Double]) -> Double {
    exp(values.reduce(0) { $0 + log($1) } / Double(values.count))
  }

  private func label(_ point: HookPoint) -> String {
    isOverLayers ? "\(point.layer ?? 0)" : "\(point)"
  }

  private func token(_ position: Int) -> String {
    text.model.tokenizer.visible(of: text.tokens[position])
  }

}
