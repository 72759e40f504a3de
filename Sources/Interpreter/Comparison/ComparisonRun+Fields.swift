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

  /// One object a row, each side under its name.
  private func pairs(_ result: ComparisonResult) -> [JSONValue] {
    (0..<rowCount(result)).map { sample in
      .object(
        zip(sideNames, result.sides).map { name, completions in
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
