import Generation
import Reports
import RunLog

/// Completions in random order, each to be given 1 to 5 by a reader who is not told its side.
///
/// As the published `rate_completions` asks: how *happy* are they?
struct BlindRating {
  /// The mean and the scores of one side.
  struct Side {
    var name: String
    var isSteered: Bool
    var scores: [Int]
    var mean: Double? {
      scores.isEmpty ? nil : Double(scores.reduce(0, +)) / Double(scores.count)
    }
  }

  let criterion: String
  let seed: UInt64
  /// Indices of the outputs, in the order in which they are shown.
  let order: [Int]
  /// The scores given, in that order; the last ones may be missing.
  private(set) var scores: [Int] = []
  private let completions: Completions

  init(_ completions: Completions, criterion: String, seed: UInt64) {
    (self.completions, self.criterion, self.seed) = (completions, criterion, seed)
    order = Self.permutation(of: completions.outputs.count, seed: seed)
  }

  /// A random order, each as likely as another, the same for a seed on every machine.
  static func permutation(of count: Int, seed: UInt64) -> [Int] {
    var generator = MersenneTwister(seed: seed)
    var order = Array(0..<count)
    for last in order.indices.dropFirst().reversed() {
      // The high half of a product is uniform up to one part in 2^32 / count.
      let chosen = Int((UInt64(generator.draw()) * UInt64(last + 1)) >> 32)
      order.swapAt(last, chosen)
    }
    return order
  }

  /// Asks until all are rated, or Esc or Ctrl-C.
  mutating func ask(_ keyboard: any Keyboard, _ output: any SessionOutput) {
    defer { output.endLive() }
    while scores.count < order.count {
      switch Self.key(keyboard, showing: question, output) {
      case .character(let character):
        guard let score = character.wholeNumberValue, 1...5 ~= score else { continue }
        scores.append(score)
      case .backspace, .left: _ = scores.popLast()
      case .escape, .interrupt, nil: return
      default: continue
      }
    }
  }

  /// The next key; the question is drawn again if none comes at once, since a screen may have
  /// skipped the first drawing.
  private static func key(
    _ keyboard: any Keyboard, showing question: ReportBlock, _ output: any SessionOutput
  ) -> Key? {
    output.live(question)
    if let key = keyboard.next(within: 0.06) { return key }
    output.live(question)
    return keyboard.next(within: nil)
  }

  private var outputs: [LoggedOutput] { completions.outputs }

  /// What is asked now.
  private var question: ReportBlock {
    let number = scores.count + 1
    let completion = outputs[order[scores.count]]
    return .stack([
      .text(
        StyledText(
          " How \(Escaping.escaped(criterion)) is completion \(number) of \(order.count)?",
          .heading)),
      .blank,
      .text(
        StyledText(Escaping.escaped(completions.prompt), .prompt)
          + Escaping.styled(completion.text.withoutEnds, .plain)),
      .blank,
      .text(StyledText(" 1 not at all … 5 very · Backspace takes back · Esc stops", .dim)),
    ])
  }

  /// Every side with the scores its completions got, by sample.
  var sides: [Side] {
    let rated = zip(order, scores).sorted { $0.0 < $1.0 }
    return Dictionary(grouping: outputs.indices, by: { outputs[$0].side })
      .sorted { $0.key < $1.key }
      .map { _, members in
        let first = outputs[members[0]]
        return Side(
          name: first.vector.map { "steered by \($0)" } ?? first.label,
          isSteered: first.vector != nil,
          scores: rated.filter { members.contains($0.0) }.map(\.1))
      }
  }

  /// The scores as they are kept.
  func logged(run: Int64, rated: String) -> [LoggedRating] {
    zip(order, scores).enumerated().map { place, rating in
      LoggedRating(
        run: run, rated: rated, criterion: criterion, seed: Int64(seed), place: place,
        side: outputs[rating.0].side, sample: outputs[rating.0].sample, score: rating.1)
    }
  }

  /// The scores in the order in which they were given.
  var records: [JSONValue] {
    zip(order, scores).map { index, score in
      [
        "side": .string(outputs[index].label), "sample": .integer(outputs[index].sample),
        "score": .integer(score),
      ]
    }
  }

  /// The rating as data.
  var fields: [JSONValue.Member] {
    [
      .init("criterion", .string(criterion)), .init("seed", .unsigned(seed)),
      .init("ratings", .array(records)),
      .init(
        "means",
        .object(
          sides.map { side in .init(side.name, side.mean.json) })),
    ]
  }
}
