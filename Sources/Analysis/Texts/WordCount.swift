/// Counts words of a list in texts, as the published metric does.
///
/// Text and words are lower-cased unless case matters. Every character that is no letter, number or
/// underscore then becomes a blank, and what stands between blanks is compared with the words:
/// `don't` is `don` and `t`, `<|endoftext|>` is `endoftext`. A word that is listed twice counts twice.
public struct WordCount: Sendable, Hashable {
  /// The words that count.
  public let words: [String]
  /// Whether `Wedding` differs from `wedding`.
  public let isCaseSensitive: Bool
  // Compared by scalars: texts that look alike, é and e with an accent, are different words here.
  private let occurrences: [[Unicode.Scalar]: Int]

  /// Counts `words`.
  public init(_ words: [String], isCaseSensitive: Bool = false) {
    (self.words, self.isCaseSensitive) = (words, isCaseSensitive)
    occurrences = words.reduce(into: [:]) { counts, word in
      counts[Self.scalars(word, isCaseSensitive), default: 0] += 1
    }
  }

  /// The words of the published wedding experiments.
  public static let weddings = [
    "wedding", "weddings", "wed", "marry", "married", "marriage", "bride", "groom", "honeymoon",
  ]

  /// How often the words occur in a text.
  public func callAsFunction(_ text: String) -> Int {
    Self.scalars(text, isCaseSensitive).split { !$0.isWordCharacter }
      .reduce(0) { $0 + (occurrences[Array($1)] ?? 0) }
  }

  private static func scalars(_ text: String, _ isCaseSensitive: Bool) -> [Unicode.Scalar] {
    guard !isCaseSensitive else { return Array(text.unicodeScalars) }
    // A sigma that ends a word is written otherwise; which of the two it is says nothing here.
    return text.unicodeScalars.flatMap { scalar in
      scalar == "ς" ? ["σ"] : Array(scalar.properties.lowercaseMapping.unicodeScalars)
    }
  }
}

extension Unicode.Scalar {
  /// A letter, a number or an underscore: what `\w` means in Python.
  var isWordCharacter: Bool {
    if self == "_" || properties.numericType != nil { return true }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      return true
    default: return false
    }
  }
}
