import Reports

/// What the built-in model makes of an example, counted in fifty completions of forty tokens a side,
/// all with seed 0.
///
/// Where tiny does not show it at the scaled layer and the published coefficient, a sweep over layers 0
/// to 9 and coefficients looked for others; those taken do much the same with seeds 1 and 2.
struct TinyFinding: Sendable {
  /// How many of fifty completions do something, steered, unsteered, and steered by random rows of
  /// the same norms.
  struct Count: Sendable {
    /// What they do, as in "speak of love".
    var doing: String
    var steered: Int
    var unsteered: Int
    var random: Int

    static func texts(_ doing: String, _ steered: Int, _ unsteered: Int, _ random: Int) -> Self {
      Self(doing: doing, steered: steered, unsteered: unsteered, random: random)
    }
  }

  /// What was counted.
  var counts: [Count]
  /// What is set so that it shows: a layer or a coefficient.
  var settings: [String]
  /// What else is true, as a sentence.
  var note: String?

  static func shown(_ counts: Count..., at settings: [String] = [], note: String? = nil) -> Self {
    Self(counts: counts, settings: settings, note: note)
  }

  /// All of it in sentences.
  var remarks: [String] {
    var remarks: [String] = []
    if !settings.isEmpty {
      remarks.append("tiny shows it with \(settings.joined(separator: ", ")), taken here.")
    }
    remarks.append("\(counted.joined(separator: "; ")).")
    if let note { remarks.append(note) }
    return remarks
  }

  private var counted: [String] {
    counts.enumerated().map { place, count in
      let start = place == 0 ? "Of 50 texts on tiny " : ""
      let others = "without the vector \(count.unsteered), random rows \(count.random)"
      return "\(start)\(count.steered) \(count.doing) (\(others))"
    }
  }

  /// The same with names.
  var json: JSONValue {
    let counts = counts.map { count -> JSONValue in
      [
        "doing": .string(count.doing), "steered": count.steered.json,
        "unsteered": count.unsteered.json, "random": count.random.json,
      ]
    }
    return [
      "settings": settings.json, "counts": .array(counts), "note": note.json,
    ]
  }
}
