import Reports

/// What the built-in model makes of an example, counted in fifty completions of forty tokens a side,
/// all with seed 0.
///
/// Where tiny does not show it at the scaled layer and the published coefficient, a sweep over layers 0
/// to 9 and coefficients looked for others; those taken do the same with seeds 1 and 2.
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

  /// Whether the built-in model does what was published.
  var isShown: Bool
  /// What was counted.
  var counts: [Count]
  /// What is set so that it shows: a layer or a coefficient.
  var settings: [String]
  /// What else is true, as a sentence; why it does not show, as half of one.
  var note: String?

  static func shown(_ counts: Count..., at settings: [String] = [], note: String? = nil) -> Self {
    Self(isShown: true, counts: counts, settings: settings, note: note)
  }

  static func notShown(_ note: String, _ counts: Count..., at settings: [String] = []) -> Self {
    Self(isShown: false, counts: counts, settings: settings, note: note)
  }

  /// All of it in sentences.
  var remarks: [String] {
    let taken = settings.isEmpty ? "" : " with \(settings.joined(separator: ", ")), taken here"
    var remarks: [String] = []
    if !isShown {
      remarks.append("tiny does not show it\(taken)\(note.map { ": \($0)" } ?? "").")
    } else if !taken.isEmpty {
      remarks.append("tiny shows it\(taken).")
    }
    remarks.append("\(counted.joined(separator: "; ")).")
    if isShown, let note { remarks.append(note) }
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
      "shown": .bool(isShown), "settings": settings.json, "counts": .array(counts),
      "note": note.json,
    ]
  }
}
