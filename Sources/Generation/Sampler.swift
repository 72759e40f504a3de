import Glibc
import Transformer

/// Draws the next token of a row from its logits, as TransformerLens and torch do.
public struct Sampler: Sendable {
  private let options: SamplingOptions
  private var nucleus = Nucleus()
  /// The logits of the row at hand after temperature and penalty.
  private var adjusted: [Float] = []

  /// A sampler with the given options.
  public init(_ options: SamplingOptions) { self.options = options }

  /// Draws from one row of logits.
  ///
  /// The order is fixed: temperature, frequency penalty (not divided by the temperature), then the
  /// k most probable tokens or else the nucleus, then the draw. Temperature 0 takes the largest
  /// logit and ignores all the rest. `history` counts every token of the row so far.
  public mutating func draw(
    _ logits: Span<Float>, history: [TokenID: Int], noise: NoiseStream, row: Int
  ) -> TokenID {
    if options.temperature == 0 { return Sampler.largest(logits) }
    adjust(logits, history)
    if options.topK > 0 {
      nucleus.choose(top: options.topK, adjusted)
    } else if options.topP < 1 {
      nucleus.choose(mass: options.topP, adjusted)
    } else {
      return Sampler.race(adjusted, adjusted.indices, noise, row)
    }
    return Sampler.race(adjusted, nucleus.tokens, noise, row)
  }

  private mutating func adjust(_ logits: Span<Float>, _ history: [TokenID: Int]) {
    adjusted.removeAll(keepingCapacity: true)
    for token in logits.indices { adjusted.append(logits[token]) }
    if options.temperature != 1 {
      for token in adjusted.indices { adjusted[token] /= options.temperature }
    }
    guard options.frequencyPenalty > 0 else { return }
    for (token, count) in history where adjusted.indices.contains(Int(token)) {
      adjusted[Int(token)] -= options.frequencyPenalty * Float(count)
    }
  }

  /// The token with the largest p/q, q being its exponential noise: a draw from the distribution.
  ///
  /// A logarithm is paid only for tokens that can win: q is never smaller than the uniform number
  /// u it comes from, so a token whose p/u is below the best p/q so far is passed over.
  private static func race(
    _ logits: [Float], _ tokens: some Collection<Int>, _ noise: NoiseStream, _ row: Int
  ) -> TokenID {
    var (largest, sum) = (-Float.infinity, Float(0))
    for token in tokens where logits[token] > largest { largest = logits[token] }
    for token in tokens { sum += expf(logits[token] - largest) }
    var (winner, best) = (tokens.first ?? 0, -Float.infinity)
    for token in tokens {
      let probability = expf(logits[token] - largest) / sum
      let bound = Double(best) * noise.uniform(row: row, token: token)
      if Double(probability) < bound * (1 - 1e-6) { continue }
      let ratio = probability / noise.exponential(row: row, token: token)
      if ratio > best || (ratio == best && token < winner) { (winner, best) = (token, ratio) }
    }
    return TokenID(winner)
  }

  private static func largest(_ logits: Span<Float>) -> TokenID {
    var winner = 0
    for token in logits.indices where logits[token] > logits[winner] { winner = token }
    return TokenID(winner)
  }
}
