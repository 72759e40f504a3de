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
      .init("prompt_tokens", tokens(result.prompt)),
      .init("vector", sides.first.map { .string($0.recipe.code) } ?? .null),
      .init("vectors", .array(vectors)),
      .init("seed", .unsigned(seed)),
      .init("settings", settingsRecord),
      .init("pairs", .array(pairs(result))),
      .init("applied", .array(applied(result))),
      .init("interrupted", .bool(result.wasInterrupted)),
    ]
  }

  private var settingsRecord: JSONValue {
    let sampling = settings.sampling
    return [
      "temperature": .float(sampling.temperature), "top_p": .float(sampling.topP),
      "top_k": .integer(sampling.topK), "freq_penalty": .float(sampling.frequencyPenalty),
      "tokens": .integer(sampling.maximumTokens), "n": .integer(settings.integer("n") ?? 1),
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
              "text": .string(completion.text), "tokens": tokens(completion.tokens),
              "loss": .float(completion.loss),
            ])
        })
    }
  }

  private func applied(_ result: ComparisonResult) -> [JSONValue] {
    result.applied.map { place in
      [
        "side": .integer(place.sequence), "hook": .string("\(place.point)"),
        "positions": [
          .integer(place.positions.lowerBound), .integer(place.positions.upperBound),
        ],
      ]
    }
  }

  private func tokens(_ tokens: [TokenID]) -> JSONValue {
    .array(tokens.map { .integer(Int($0)) })
  }
}
