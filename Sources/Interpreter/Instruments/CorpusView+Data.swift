import Analysis
import Reports

/// The same as data.
extension CorpusView {
  /// All that was asked and all that came out.
  var fields: [JSONValue.Member] {
    var fields = run.model.identity
    fields += [
      .init("vector", .string(side.recipe.code)),
      .init("vector_name", .string(side.label)),
      .init("files", run.call.words.map(\.node).json),
      .init(
        "settings",
        [
          "method": .string(run.method.rawValue),
          "by": (run.cut?.rawValue).json,
        ]),
    ]
    if let shard { fields.append(shard.field(cells: "measurements")) }
    fields += [
      .init("measurements", .array(measured.map(record))),
      .init("empty_texts", .integer(emptyTexts)), .init("cut_texts", .integer(cutTexts)),
      .init("short_texts", .integer(shortTexts)), .init("interrupted", .bool(stopped != nil)),
    ]
    return fields
  }

  private func record(_ measured: CorpusRun.Measured) -> JSONValue {
    let point = zip(run.varied.axes, measured.point).map { axis, value in
      JSONValue.Member(axis.name, .double(value))
    }
    let code = (try? run.varied.side(at: measured.point))?.recipe.code
    return .object(
      [.init("index", .integer(measured.index))] + point + [
        .init("code", code.json),
        .init("groups", .array(measured.result.groups.map { .object(members($0)) })),
        .init("total", .object(members(measured.result.total))),
        .init("texts_without_numbers", measured.lost.json),
      ])
  }

  private func members(_ group: CorpusPerplexity.Group) -> [JSONValue.Member] {
    [
      .init("label", .string(group.label)), .init("texts", .integer(group.texts)),
      .init("count", .integer(group.count)),
      .init("logprob_diff_sum", .double(group.differenceSum)),
      .init("mean_logprob_diff", .double(group.meanDifference)),
      .init("perplexity_ratio", .double(group.perplexityRatio)),
      .init("unsteered_perplexity", .double(group.unsteeredPerplexity)),
      .init("steered_perplexity", .double(group.steeredPerplexity)),
    ]
  }

  /// A row a setting and label.
  var data: DataTable {
    let first = measured.first.map { members($0.result.total).map(\.key) } ?? []
    return DataTable(
      "labels", columns: run.varied.axes.map(\.name) + first,
      rows: measured.flatMap { measured in
        measured.result.groups.map { group in
          measured.point.map(\.json) + members(group).map(\.value)
        }
      })
  }
}
