import Analysis
import Reports
import RunLog

/// The completions of an answer, as the record keeps them and a reader rates them.
struct Completions: Sendable {
  let prompt: String
  /// Row by row, the sides of a row one after the other.
  let outputs: [LoggedOutput]

  /// The outputs of each side, from left to right.
  var sides: [[LoggedOutput]] {
    Dictionary(grouping: outputs, by: \.side).sorted { $0.key < $1.key }.map(\.value)
  }
}

extension ComparisonRun {
  /// All that came out.
  func completions(_ result: ComparisonResult) -> Completions {
    let unsteered = result.sides.count - sides.count
    let outputs = (0..<rowCount(result)).flatMap { sample in
      zip(sideNames, result.sides).enumerated().map { side, named in
        let (name, completion) = (named.0, named.1[sample])
        return LoggedOutput(
          side: side, sample: sample, label: name,
          vector: side < unsteered ? nil : sides[side - unsteered].recipe.code,
          text: completion.text, tokens: completion.tokens.json.text,
          loss: completion.loss.json.number)
      }
    }
    return Completions(prompt: prompt, outputs: outputs)
  }

  /// `unsteered`, `steered`, and `steered_2` … where more than one vector steers.
  var sideNames: [String] {
    (showsUnsteered ? ["unsteered"] : [])
      + sides.indices.map { $0 == 0 ? "steered" : "steered_\($0 + 1)" }
  }

  /// How many rows are whole.
  func rowCount(_ result: ComparisonResult) -> Int { result.sides.map(\.count).min() ?? 0 }
}
