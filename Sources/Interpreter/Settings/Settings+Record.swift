import Generation
import Reports

/// What results say of the settings they came of.
extension Settings {
  /// How completions were drawn, in full: every such setting with what it was.
  func samplingRecord(samples: Int) -> JSONValue {
    let sampling = sampling
    return [
      "temperature": sampling.temperature.json, "top_p": sampling.topP.json,
      "top_k": sampling.topK.json, "freq_penalty": sampling.frequencyPenalty.json,
      "tokens": sampling.maximumTokens.json, "n": samples.json,
    ]
  }

  /// The parts of a head that are needed to draw the same again: the seed, and what is not at its
  /// default.
  func samplingLine(seed: UInt64) -> [StyledText] {
    let others = differences.filter { form, _ in
      form.topic == .sampling && form.name != "seed" && form.name != "n"
    }
    return ["seed \(seed, .number)"] + others.map { "\($0.name) \($1, .number)" }
  }
}

extension SettingValue: JSONRepresentable {
  /// The value; `null` where it is chosen anew for each run.
  public var json: JSONValue {
    switch self {
    case .number(let value): value.json
    case .integer(let value): value.json
    case .word(let word): word.json
    case .text(let text): text.json
    case .unset: .null
    }
  }
}
