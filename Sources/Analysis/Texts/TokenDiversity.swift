import Transformer

/// How varied texts are: whether a steered model still writes language or has begun to stammer.
public enum TokenDiversity {
  /// distinct-n: different n-grams of all texts together, divided by all their n-grams.
  ///
  /// 1 where nothing is ever said twice, near 0 where everything is; `nil` where no text has n tokens
  /// (Li et al. 2016, "A Diversity-Promoting Objective Function", §5).
  public static func distinct(_ n: Int, of texts: [[TokenID]]) -> Double? {
    let grams = texts.flatMap { Self.grams(n, of: $0) }
    return grams.isEmpty ? nil : Double(Set(grams).count) / Double(grams.count)
  }

  /// The part of a text's n-grams that stood earlier in it already.
  ///
  /// `nil` for a text of fewer than n tokens (Welleck et al. 2020, "Neural Text Generation with
  /// Unlikelihood Training", seq-rep-n).
  public static func repetition(_ n: Int, of text: [TokenID]) -> Double? {
    let grams = Self.grams(n, of: text)
    return grams.isEmpty ? nil : 1 - Double(Set(grams).count) / Double(grams.count)
  }

  /// The mean repetition of those texts that are long enough.
  public static func meanRepetition(_ n: Int, of texts: [[TokenID]]) -> Double? {
    let values = texts.compactMap { repetition(n, of: $0) }
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  private static func grams(_ n: Int, of text: [TokenID]) -> [ArraySlice<TokenID>] {
    guard n > 0, text.count >= n else { return [] }
    return (0...text.count - n).map { text[$0..<$0 + n] }
  }
}
