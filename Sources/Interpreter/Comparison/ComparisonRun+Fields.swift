import Analysis
import Reports
import Steering
import Transformer

extension ComparisonRun {
  /// The run as data: all that was asked and all that came out, at full precision.
  func fields(_ result: ComparisonResult) -> [JSONValue.Member] {
    let vectors = sides.map { side -> JSONValue in
      ["name": .string(side.label), "code": .string(side.recipe.code)]
    }
    return model.identity + [
      .init("prompt", .string(prompt)),
      .init("prompt_tokens", result.prompt.json),
      .init("vector", (sides.first?.recipe.code).json),
      .init("vectors", .array(vectors)),
      .init("seed", .unsigned(seed)),
      .init("settings", settings.samplingRecord(samples: samples)),
      .init("pairs", .array(pairs(result))),
      .init("applied", .array(result.applied.map(\.record))),
      .init("interrupted", .bool(result.wasInterrupted)),
    ]
  }

  /// One object a pair: `unsteered`, `steered`, and `steered_2` … where more than one vector steers.
  private func pairs(_ result: ComparisonResult) -> [JSONValue] {
    let count = result.sides.map(\.count).min() ?? 0
    var names = showsUnsteered || sides.isEmpty ? ["unsteered"] : []
    names += sides.indices.map { $0 == 0 ? "steered" : "steered_\($0 + 1)" }
    return (0..<count).map { sample in
      .object(
        zip(names, result.sides).map { name, completions in
          let completion = completions[sample]
          return .init(
            name,
            [
              "text": .string(completion.text), "tokens": completion.tokens.json,
              "loss": .float(completion.loss),
            ])
        })
    }
  }
}
