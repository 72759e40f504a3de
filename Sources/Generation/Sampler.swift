import LinearAlgebra
import Transformer

/// Draws the next token of a row from its logits, as TransformerLens and torch do.
public struct Sampler: Sendable {
  private let options: SamplingOptions
  private var nucleus: Nucleus
  private var row = Likelihoods()
  private var numbers: RowNoise
  /// The tokens of a row's history, in order.
  private var penalized: [TokenID] = []
  /// `log Σ e^logit` of the row last read, before temperature and penalty: for its loss.
  public private(set) var logSumExp: Float = 0

  /// A sampler with the given options, with room for rows of `vocabulary` logits.
  public init(_ options: SamplingOptions, vocabulary: Int = 0) {
    self.options = options
    nucleus = Nucleus(vocabulary: vocabulary)
    numbers = RowNoise(tokens: vocabulary)
    penalized.reserveCapacity(vocabulary)
  }

  /// Reads a row without drawing from it: `logSumExp` is then its.
  public mutating func read(_ logits: Span<Float>) {
    row.read(logits)
    logSumExp = row.logSumExp
  }

  /// Draws from one row of logits.
  ///
  /// The order is fixed: temperature, frequency penalty (not divided by the temperature), then the
  /// k most probable tokens or else the nucleus, then the draw. Temperature 0 takes the largest
  /// logit and ignores all the rest. `history` counts every token of the row so far.
  public mutating func draw(
    _ logits: Span<Float>, history: [TokenID: Int], noise: NoiseStream, row number: Int
  ) -> TokenID {
    read(logits)
    if options.temperature == 0 { return largest() }
    if options.temperature != 1 {
      row.read(logits, dividedBy: options.temperature)
      guard row.top.isFinite else {
        // So cold that no number is left: the largest is what the draw comes to.
        row.read(logits)
        return largest()
      }
    }
    if options.frequencyPenalty > 0 { penalize(history) }
    if options.topK > 0 {
      nucleus.choose(top: options.topK, &row)
    } else if options.topP < 1 {
      nucleus.choose(mass: options.topP, &row)
    } else {
      numbers.read(noise, row: number, 0..<Int32(row.values.count))
      return race(0..<Int32(row.values.count))
    }
    numbers.read(noise, row: number, nucleus.tokens)
    return race(nucleus.tokens)
  }

  private mutating func penalize(_ history: [TokenID: Int]) {
    // In one order in every run, as sums depend on it.
    penalized.removeAll(keepingCapacity: true)
    penalized.append(contentsOf: history.keys)
    penalized.heapSort(by: <)
    for token in penalized where row.logits.indices.contains(Int(token)) {
      row.lower(Int(token), by: options.frequencyPenalty * Float(history[token] ?? 0))
    }
    // Where that moved the largest far from 1, the values of the others have lost digits.
    let largest = row.largestValue
    if !(0x1p-20...0x1p20).contains(largest) { row.exponentiate() }
  }

  /// The token with the largest p/q, q being its exponential noise: a draw from the distribution of
  /// those tokens, whose numbers were read.
  ///
  /// A logarithm is paid only for tokens that can win: q is never smaller than the first bits of the
  /// uniform number it comes from, so a token whose p falls below the best p/q times those is passed
  /// over.
  private func race(_ tokens: some Collection<Int32>) -> TokenID {
    var sum: Float = 0
    for token in tokens { sum += row.values[Int(token)] }
    var (winner, best) = (tokens.first ?? 0, -Float.infinity)
    for (place, token) in tokens.enumerated() {
      let bound = best * sum * numbers.floor(place)
      if row.values[Int(token)] < bound * (1 - 1e-6) { continue }
      let ratio = row.values[Int(token)] / sum / numbers.exponential(place)
      if ratio > best { (winner, best) = (token, ratio) }
    }
    return winner
  }

  private func largest() -> TokenID {
    TokenID(row.logits.firstIndex { $0 == row.top } ?? 0)
  }
}
