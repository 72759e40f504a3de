import LinearAlgebra

/// Words of MT19937 that follow a start, made so many at a time in memory that stays in the first cache.
struct RollingWords: Sendable {
  private static let atOnce = 1 << 12
  /// The 624 before the words of the range, then these.
  private var words = [UInt32](repeating: 0, count: MersenneTwister.size + atOnce)
  /// Which of the words after the start are there.
  private var range = 0..<0

  /// Begins after the 624 words in `starts` from `place` on.
  mutating func begin(after starts: [UInt32], at place: Int) {
    for index in 0..<MersenneTwister.size { words[index] = starts[place + index] }
    range = 0..<0
  }

  /// Goes on until the `end`-th word after the start is the next, and writes the 624 before it into
  /// `starts` from `place` on.
  mutating func roll(to end: Int, writing starts: inout [UInt32], at place: Int) {
    while range.upperBound < end { rollOn(to: end) }
    let first = range.count
    for index in 0..<MersenneTwister.size { starts[place + index] = words[first + index] }
  }

  /// Copies two words for each token, in ascending order, of a row of `count` words.
  mutating func pick(_ tokens: some Collection<Int32>, of count: Int, into picked: inout [UInt32]) {
    var place = 0
    for token in tokens {
      let word = 2 * Int(token)
      precondition(word < count, "there is no noise for token \(token)")
      while range.upperBound <= word { rollOn(to: count) }
      let source = MersenneTwister.size + word - range.lowerBound
      picked[place] = words[source]
      picked[place + 1] = words[source + 1]
      place += 2
    }
  }

  /// Makes the next words, not beyond the `end`-th.
  private mutating func rollOn(to end: Int) {
    let (size, kept) = (MersenneTwister.size, range.count)
    for index in 0..<size { words[index] = words[kept + index] }
    range = range.upperBound..<min(end, range.upperBound + Self.atOnce)
    Twister.fill(&words, upTo: size + range.count)
  }
}
