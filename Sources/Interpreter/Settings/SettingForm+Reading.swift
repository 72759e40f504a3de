import SessionLanguage

extension SettingForm {
  /// The value that `value` says, if this setting may have it.
  func read(_ value: Located<Expression>) throws(Diagnostic) -> SettingValue {
    switch kind {
    case .number(let range):
      guard let number = value.node.plainNumber else {
        throw Diagnostic("\(name) must be a number", at: value.range, hint: pasted)
      }
      guard range.contains(number) else { throw outOfRange(bounds(range), value.range) }
      return .number(number)
    case .integer(let range, let otherwise):
      if let otherwise, value.node.plainWord == otherwise { return fallback }
      guard let number = value.node.plainNumber, number == number.rounded() else {
        throw Diagnostic("\(name) must be a whole number", at: value.range, hint: pasted)
      }
      guard let whole = Int(exactly: number), range.contains(whole) else {
        throw outOfRange(bounds(Double(range.lowerBound)...Double(range.upperBound)), value.range)
      }
      return .integer(whole)
    case .choice(let words):
      let said = value.node.plainWord ?? ""
      // What the command line calls them.
      let word = ["always": "on", "never": "off"][said] ?? said
      guard words.contains(word) else {
        let near = Spelling.nearest(to: said, among: words)
        throw Diagnostic(
          "\(name) must be \(words.listed)", at: value.range,
          hint: near.map { "did you mean \($0)?" } ?? pasted)
      }
      return .word(word)
    case .placement:
      switch try Placing.placement(value) {
      case .offset(let start): return .integer(start)
      case let placement: return .word("\(placement)")
      }
    case .padding:
      switch try Placing.padding(value) {
      case .none: return .word("none")
      case .text(let text): return .text(text)
      }
    }
  }

  private func outOfRange(_ bounds: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic("\(name) must be \(bounds)", at: range, hint: pasted)
  }

  /// The setting with a value that it may have.
  private var pasted: String { "\(name)=\(example)" }

  private func bounds(_ range: ClosedRange<Double>) -> String {
    // Beyond a billion the upper bound is ours, not the setting's; it is said all the same, since
    // a number may be too large for it.
    range.upperBound > 1e9
      ? "from \(range.lowerBound.canonical) to \(Int(range.upperBound))"
      : "from \(range.lowerBound.canonical) to \(range.upperBound.canonical)"
  }

  /// A value that could be typed, for a hint.
  var example: String {
    switch kind {
    case .choice(let words): words.first { $0 == "on" } ?? words.first ?? ""
    case .padding: "\" \""
    case .placement: "front"
    case .number, .integer: fallback == .unset || fallback == .word("auto") ? "1" : "\(fallback)"
    }
  }

  /// What a word means for it, in a few words; empty where the word says it.
  func meaning(of word: String) -> String {
    switch (name, word) {
    case ("at", "front"): "from the first token on"
    case ("at", "mid"): "in the middle of the prompt"
    case ("at", "back"): "up to the last token"
    case ("pad", "none"): "both texts must be as long"
    case ("pad", "\" \""): "a blank"
    case ("seed", "unset"): "another for each run"
    case ("backend", "auto"): "what is fastest here"
    case ("width", "auto"), ("theme", "auto"), ("color", "auto"): "as the terminal says"
    case ("pager", "auto"): "for what is longer than the screen"
    case ("highlight", "marks"): "⟦ ⟧ around them where there is no colour"
    default: ""
    }
  }

  /// What may be typed for it besides numbers.
  var words: [String] {
    switch kind {
    case .choice(let words): words
    case .placement: ["front", "mid", "back"]
    case .padding: ["\" \"", "none"]
    case .integer(_, let otherwise): otherwise.map { [$0] } ?? []
    case .number: []
    }
  }
}

extension Expression {
  /// The number this is, with its sign, if it is one as it stands; infinite where it is too large.
  var plainNumber: Double? {
    switch self {
    case .number(let number): number
    case .word(let word) where word.first?.isNumber == true: Double(word)
    case .negated(let value): value.node.plainNumber.map { -$0 }
    default: nil
    }
  }

  /// The word or name this is.
  var plainWord: String? {
    switch self {
    case .word(let word): word
    case .name(let name): name
    default: nil
    }
  }

  /// The text in quotes this is, or the word that needs none.
  var plainText: String? {
    if case .text(let text) = self { return text }
    return plainWord
  }
}

extension [String] {
  /// The items in a sentence: `front, mid or back`.
  var listed: String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " or " + last
  }
}
