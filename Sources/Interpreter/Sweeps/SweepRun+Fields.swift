import Analysis
import Reports
import SessionLanguage
import Steering
import Transformer

extension SweepRun {
  /// The sweep as data: every setting and every cell, at full precision.
  func fields(_ shard: Shard?) -> [JSONValue.Member] {
    var fields: [JSONValue.Member] =
      plan.model.identity + [
        .init("prompts", plan.prompts.json),
        .init("vector", .string("\(plan.expression)")),
        .init("axes", .array(plan.axes.map(record))),
        .init("additions", .array(plan.settings.enumerated().map(record))),
        .init("metric", .string(plan.measures.shown[0].rawValue)),
        .init("words", plan.measures.words.json),
        .init("token_ids", plan.measures.tokens.json),
        .init("seed", .unsigned(plan.seed)),
        .init("settings", plan.sampling.samplingRecord(samples: plan.samples)),
      ]
    if let shard { fields.append(shard.field(cells: "cells")) }
    fields.append(.init("cells", .array(result.outcomes.map(record))))
    fields.append(.init("interrupted", .bool(result.wasInterrupted)))
    return fields
  }

  private func record(_ axis: SweepAxis) -> JSONValue {
    [
      "vector": .string(axis.vector.node), "field": .string(axis.field.rawValue),
      "values": axis.values.json,
    ]
  }

  private func record(_ index: Int, _ setting: SweepSetting) -> JSONValue {
    var record: JSONValue = [
      "index": .integer(index), "code": .string(setting.recipe.code),
      "control": (setting.control?.rawValue).json,
    ]
    for (axis, value) in zip(plan.axes, setting.coordinates) {
      record = record.adding(axis.name, .double(value))
    }
    return record
  }

  private func record(_ outcome: SweepOutcome) -> JSONValue {
    var record: JSONValue = [
      "index": .integer(outcome.cell.index), "prompt": .integer(outcome.cell.prompt),
      "addition": outcome.cell.vector.json,
    ]
    for metric in plan.measures.known(withCompletions: plan.samples > 0) {
      record = record.adding(metric.rawValue, outcome[metric].json)
    }
    guard plan.samples > 0 else { return record }
    return record.adding(
      "completions",
      .array(
        outcome.completions.map { completion in
          let shown: JSONValue = [
            "text": .string(completion.text),
            "tokens": completion.tokens.json,
            "loss": .float(completion.loss),
          ]
          return completion.count.map { shown.adding("count", .integer($0)) } ?? shown
        }))
  }
}
