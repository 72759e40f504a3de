import Analysis
import LinearAlgebra
import Reports
import Tokenization
import Transformer

/// Attention patterns as they are seen and kept.
struct AttentionView {
  let reading: SteeredText
  let pattern: AttentionPattern
  let layer: Int
  let head: Int

  private var tokenizer: Tokenizer { reading.model.tokenizer }
  private var isSteered: Bool { reading.side != nil }

  /// The pattern, and where something steers also the one it becomes and their difference.
  var blocks: [ReportBlock] {
    let name = "layer \(layer), head \(head)"
    var blocks: [ReportBlock] = [
      .text(" " + reading.head(pattern.applied)), .blank,
      map("\(name), unsteered", pattern.unsteered),
    ]
    if isSteered {
      blocks += [.blank, map("\(name), steered", pattern.steered)]
      blocks += [.blank, map("steered less unsteered", pattern.difference, scale: .aroundZero)]
    }
    return blocks
  }

  /// The patterns as data, [query, key].
  var fields: [JSONValue.Member] {
    var fields: [JSONValue.Member] = [
      .init("layer", .integer(layer)), .init("head", .integer(head)),
      .init("unsteered", record(pattern.unsteered)),
    ]
    if isSteered {
      fields += [
        .init("steered", record(pattern.steered)), .init("difference", record(pattern.difference)),
      ]
    }
    return fields
  }

  /// A row a query and key.
  var data: DataTable {
    let difference = pattern.difference
    var table = DataTable(
      "pattern",
      columns: ["layer", "head", "query", "query_text", "key", "key_text", "unsteered"]
        + (isSteered ? ["steered", "difference"] : []))
    for query in reading.tokens.indices {
      for key in 0...query {
        var row: [JSONValue] = [.integer(layer), .integer(head)]
        for position in [query, key] {
          row += [.integer(position), .string(tokenizer.decode([reading.tokens[position]]))]
        }
        row.append(.float(pattern.unsteered[query, key]))
        if isSteered {
          row += [.float(pattern.steered[query, key]), .float(difference[query, key])]
        }
        table.rows.append(row)
      }
    }
    return table
  }

  private func record(_ matrix: Matrix) -> JSONValue {
    (0..<matrix.rows).map { row in (0..<matrix.columns).map { matrix[row, $0] } }.json
  }

  /// The triangle of what each token may look at.
  private func map(
    _ title: String, _ matrix: Matrix, scale: HeatMap.Scale = .rising
  ) -> ReportBlock {
    let style = scale == .rising ? FigureStyle.decimal(2) : .signed(2)
    let values = (0..<matrix.rows).map { query in
      (0...query).map { Double(matrix[query, $0]) }
    }
    let notes = values.map { row -> String in
      // What one of two loses the other gains, and rounding must not choose: the gain is shown.
      let ranks = row.map { (($0.magnitude * 1e4).rounded(), $0) }
      let most = ranks.indices.max { ranks[$0] < ranks[$1] } ?? 0
      return "\(style.text(row[most])) \(tokenizer.visible(of: reading.tokens[most]))"
    }
    return .heatMap(
      HeatMap(
        title: StyledText(title, .heading)
          + StyledText(" · rows look, columns are looked at", .dim),
        rowLabels: reading.tokens.enumerated().map { "\(tokenizer.visible(of: $1)) \($0)" },
        columnLabels: reading.tokens.indices.map(String.init),
        values: values.map { $0.map(Optional.some) }, rowNotes: notes, style: style, scale: scale,
        bounds: scale == .rising ? 0...1 : nil))
  }
}
