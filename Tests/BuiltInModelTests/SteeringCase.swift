import Analysis
import Generation
import LinearAlgebra
import Models
import Steering
import Transformer

/// An x-vector, a prompt, and the list of words that tells whether the one steered the other.
struct SteeringCase: CustomStringConvertible {
  let plus, minus: String
  var coefficient: Float
  let prompt, list: String
  var layer = 6

  var description: String {
    "“\(plus)” − “\(minus)” × \(coefficient) before block \(layer) on “\(prompt)”"
  }

  static let model = Result { try LanguageModel.builtIn() }
  private static let count = 50

  /// The same steering in other words: before another block, or with another coefficient.
  func changed(layer: Int? = nil, coefficient: Float? = nil) -> SteeringCase {
    var changed = self
    if let layer { changed.layer = layer }
    if let coefficient { changed.coefficient = coefficient }
    return changed
  }

  /// What was asked of the model before it was made.
  static let published = [
    SteeringCase(
      plus: "Love", minus: "Hate", coefficient: 5, prompt: "I hate you because", list: "love"),
    SteeringCase(
      plus: "Anger", minus: "Calm", coefficient: 5, prompt: "I think you're", list: "anger"),
    SteeringCase(
      plus: " weddings", minus: "", coefficient: 1, prompt: "I went up to my friend and said",
      list: "weddings"),
    SteeringCase(
      plus: "Happy", minus: "Sad", coefficient: 5,
      prompt: "Yesterday, my dog died. Today, I got denied for a raise. I'm feeling",
      list: "happy"),
    SteeringCase(
      plus: "Intent to praise", minus: "Intent to hurt", coefficient: 5,
      prompt: "I want to kill you because you're such a", list: "praise"),
  ]

  /// The vectors and prompts that neither training nor the choice of weights looked at.
  static func heldOut() throws -> [SteeringCase] {
    try TopicWords.lines("heldout.txt").map { line in
      // One blank on each side of a bar belongs to the bar: " dragons" keeps its own.
      let fields = line.split(separator: "|", omittingEmptySubsequences: false)
      return SteeringCase(
        plus: String(fields[0].dropLast()), minus: String(fields[1].dropFirst().dropLast()),
        coefficient: 5, prompt: fields[2].trimming, list: fields[3].trimming)
    }
  }

  /// The fractions of completions with a word of the list: without a vector, with it, and with
  /// random vectors that have its norm at every position.
  func shares(randomSeeds: [UInt64] = []) throws -> (
    unsteered: Double, steered: Double, random: [Double], texts: [String]
  ) {
    let model = try SteeringCase.model.get()
    let vector = try model.measure(
      .xVector(plus, minus, coefficient, layer: layer))
    let random = try randomSeeds.map { try vector.randomized(seed: $0) }
    let result = try SteeringComparison(
      prompt: prompt, sides: [nil, vector] + random, samples: SteeringCase.count,
      options: SamplingOptions(maximumTokens: 40), seed: 0
    ).run(model)
    let texts = result.sides.map { $0.map { model.visible($0.tokens) } }
    let words = try TopicWords.lists()[list] ?? []
    let shares = texts.map { TopicWords.share(of: $0, with: words) }
    return (shares[0], shares[1], Array(shares.dropFirst(2)), texts[0])
  }
}

extension SteeringVector {
  struct NoRows: Error {}

  /// One addition of random rows as long as this vector's.
  func randomized(seed: UInt64) throws -> SteeringVector {
    guard let part = parts.first, var rows = total(at: part.addition.point) else { throw NoRows() }
    var twister = MersenneTwister(seed: seed)
    for row in 0..<rows.rows {
      // A sum of twelve uniform numbers is normal enough for a direction.
      let noise = (0..<rows.columns).map { _ in
        (0..<12).reduce(Float(-6)) { sum, _ in sum + Float(twister.draw() >> 8) / Float(1 << 24) }
      }
      let scale = SteeringVector.norm(rows[row: row]) / SteeringVector.norm(noise[...])
      for column in 0..<rows.columns { rows[row, column] = noise[column] * scale }
    }
    return SteeringVector([Part(addition: part.addition, values: rows)])
  }

  private static func norm(_ row: ArraySlice<Float>) -> Float {
    row.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}

extension LanguageModel {
  /// The text of a completion up to its end.
  func visible(_ tokens: [TokenID]) -> String {
    tokenizer.decode(Array(tokens.prefix { $0 != endOfText }))
  }
}

extension Substring {
  fileprivate var trimming: String { split(separator: " ").joined(separator: " ") }
}
