import Analysis
import Reports
import Tokenization
import Transformer

/// The same as data.
extension NormsView {
  var fields: [JSONValue.Member] {
    var fields = text.fields
    if isOverLayers {
      fields.append(.init("growth_by_position", norms.growth.json))
    }
    return fields + [.init("norms", .array(data.objects))]
  }

  /// A row for each point and position.
  var data: DataTable {
    DataTable(
      "norms",
      columns: [
        "hook", "layer", "position", "token", "stream_norm", "vector_norm", "ratio", "growth",
      ],
      rows: norms.points.indices.flatMap { index in
        text.tokens.indices.map { position -> [JSONValue] in
          let point = norms.points[index]
          let (norm, ratio) = (norms.text[index][position], norms.ratios[index][position])
          let hasGrowth = isOverLayers && index > 0
          return [
            .string("\(point)"), point.layer.json, .integer(position),
            .string(text.model.tokenizer.decode([text.tokens[position]])), .double(norm),
            ratio == nil ? .null : .double(norms.vector[index][position]),
            ratio.json,
            hasGrowth ? .double(norm / norms.text[index - 1][position]) : .null,
          ]
        }
      })
  }
}
