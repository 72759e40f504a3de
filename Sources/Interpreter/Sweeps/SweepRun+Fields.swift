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
        .init("prompts", .array(plan.prompts.map { .string($0) })),
        .init("vector", .string("\(plan.expression)")),
        .init("axes", .array(plan.axes.map(record))),
        .init("additions", .array(plan.settings.enumerated().map(record))),
        .init("metric", .string(plan.measures.shown[0].rawValue)),
        .init("words", plan.measures.words.map { .array($0.map { .string($0) }) } ?? .null),
        .init("token_ids", .array(plan.measures.tokens.map { .integer(Int($0)) })),
        .init("seed", .unsigned(plan.seed)),
        .init("settings", settingsRecord),
      ]
    if let shard { fields.append(shard.field(cells: "cells")) }
    fields.append(.init("cells", .array(result.outcomes.map(record))))
    fields.append(.init("interrupted", .bool(result.wasInterrupted)))
    return fields
  }

  private var settingsRecord: JSONValue {
    let sampling = plan.sampling.sampling
    return [
      "temperature": .float(sampling.temperature), "top_p": .float(sampling.topP),
      "top_k": .integer(sampling.topK), "freq_penalty": .float(sampling.frequencyPenalty),
      "tokens": .integer(sampling.maximumTokens), "n": .integer(plan.samples),
    ]
  }

  private func record(_ axis: SweepAxis) -> JSONValue {
    [
      "vector": .string(axis.vector.node), "field": .string(axis.field.rawValue),
      "values": .array(axis.values.map { .double($0) }),
    ]
  }

  private func record(_ index: Int, _ setting: SweepPlan.Setting) -> JSONValue {
    var record: JSONValue = [
      "index": .integer(index), "code": .string(setting.recipe.code),
      "control": setting.control.map { .string($0.rawValue) } ?? .null,
    ]
    for (axis, value) in zip(plan.axes, setting.coordinates) {
      record = record.adding(axis.name, .double(value))
    }
    return record
  }

  private func record(_ outcome: SweepOutcome) -> JSONValue {
    var record: JSONValue = [
      "index": .integer(outcome.cell.index), "prompt": .integer(outcome.cell.prompt),
      "addition": outcome.cell.vector.map { .integer($0) } ?? .null,
    ]
    for metric in plan.measures.known(withCompletions: plan.samples > 0) {
      record = record.adding(metric.rawValue, outcome[metric].map { .double($0) } ?? .null)
    }
    guard plan.samples > 0 else { return record }
    return record.adding(
      "completions",
      .array(
        outcome.completions.map { completion in
          let shown: JSONValue = [
            "text": .string(completion.text),
            "tokens": .array(completion.tokens.map { .integer(Int($0)) }),
            "loss": .float(completion.loss),
          ]
          return completion.count.map { shown.adding("count", .integer($0)) } ?? shown
        }))
  }
}
