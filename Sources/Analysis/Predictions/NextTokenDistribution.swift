import Glibc
import LinearAlgebra
import Transformer

/// What a model expects next: the natural-log probability of every token of its vocabulary.
public struct NextTokenDistribution: Sendable, Hashable {
  /// Natural-log probabilities by token, in single precision as the model computes them.
  public let logProbabilities: [Float]

  /// A distribution of which the log-probabilities are known.
  public init(logProbabilities: [Float]) { self.logProbabilities = logProbabilities }

  /// The distribution that logits stand for, `log softmax`.
  public init(logits: [Float]) {
    var row = Matrix(rows: 1, columns: logits.count, elements: logits)
    row.withMutableView { $0.applyLogSoftmax() }
    logProbabilities = row.elements
  }

  /// How many tokens there are.
  public var count: Int { logProbabilities.count }

  /// The log-probability of a token, in nats.
  public func logProbability(of token: TokenID) -> Double {
    Double(logProbabilities[Int(token)])
  }

  /// The probability of a token.
  public func probability(of token: TokenID) -> Double { exp(logProbability(of: token)) }

  /// The probability of meeting any of the tokens; one that is named twice counts once.
  public func probability(ofAny tokens: some Sequence<TokenID>) -> Double {
    Set(tokens).sorted().reduce(0) { $0 + probability(of: $1) }
  }

  /// The entropy `−Σ p ln p`, in nats.
  public var entropy: Double {
    logProbabilities.reduce(0) { sum, value in
      value == -.infinity ? sum : sum - exp(Double(value)) * Double(value)
    }
  }

  /// The tokens of the highest probabilities, highest first; of equal ones the lower number first.
  public func mostProbable(_ count: Int) -> [TokenID] { logProbabilities.highest(count) }

  /// The same distribution on the condition that none of `tokens` comes.
  ///
  /// Their log-probability becomes −∞ and the others are renormalized. With no other token left the
  /// distribution stays as it is.
  public func excluding(_ tokens: Set<TokenID>) -> NextTokenDistribution {
    guard !tokens.isEmpty, tokens.count < count else { return self }
    var rest = logProbabilities
    for token in tokens { rest[Int(token)] = -.infinity }
    return NextTokenDistribution(logits: rest)
  }
}

extension Sequence where Element: Comparable {
  /// The places of the highest values, highest first; of equal ones the earlier first.
  func highest(_ count: Int) -> [TokenID] {
    guard count > 0 else { return [] }
    var best: [(value: Element, place: Int)] = []
    for (place, value) in enumerated() {
      // A vocabulary is long and the list short, so that hardly any value gets past this.
      if best.count == count, let last = best.last, !(value > last.value) { continue }
      let index = best.firstIndex { value > $0.value } ?? best.count
      best.insert((value, place), at: index)
      if best.count > count { best.removeLast() }
    }
    return best.map { TokenID($0.place) }
  }
}
