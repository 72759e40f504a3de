import Synchronization

/// The exponential random numbers that torch's `multinomial` races tokens with, draw for draw.
///
/// Each step takes one number for every row and every token, row after row, whether or not the
/// token can win; so a row's noise depends on the seed, on how many rows there are and on which one
/// it is, and a steered row with the same number as an unsteered one meets the same noise.
///
/// Some of the rows can be drawn without the others: the words in between are passed over. Several
/// threads may ask at once; each keeps the numbers of its row in a `RowNoise`.
public final class NoiseStream: Sendable {
  private let wordsOfRow: Int
  private let part: Range<Int>
  /// The words of other rows: those of a step that come first, and those that come last.
  private let others: (before: Int, behind: Int)
  private let progress: Mutex<Progress>

  private struct Progress {
    /// The 624 words before the first of each row of the part, and those after the last row.
    var starts: [UInt32]
    /// Of how many rows the end is known, the first so many.
    var made = 0
    var hasBegun = false
    var rolling = RollingWords()
  }

  /// Noise for `rows` rows over `vocabulary` tokens, of which only `part` will be asked for.
  public init(seed: UInt64, rows: Int, part: Range<Int>? = nil, vocabulary: Int) {
    let part = part ?? 0..<rows
    (self.part, wordsOfRow) = (part, 2 * vocabulary)
    others = (part.lowerBound * 2 * vocabulary, (rows - part.upperBound) * 2 * vocabulary)
    progress = Mutex(
      Progress(
        starts: MersenneTwister.start(seed: seed)
          + [UInt32](repeating: 0, count: part.count * MersenneTwister.size)))
  }

  /// Goes on to the next step; no thread may ask for a row meanwhile.
  public func advance() {
    progress.withLock { progress in
      if progress.hasBegun {
        makeRows(upTo: part.count, &progress)
        pass(others.behind, from: part.count, to: 0, &progress)
      }
      pass(others.before, from: 0, to: 0, &progress)
      (progress.made, progress.hasBegun) = (0, true)
    }
  }

  /// Copies the two words of each token, in ascending order, in a row of the present step.
  func read(
    row number: Int, _ tokens: some Collection<Int32>, _ rolling: inout RollingWords,
    into words: inout [UInt32]
  ) {
    precondition(part.contains(number))
    let (row, size) = (number - part.lowerBound, MersenneTwister.size)
    let isRead = progress.withLock { progress in
      precondition(progress.hasBegun, "the first step has not begun")
      makeRows(upTo: row, &progress)
      rolling.begin(after: progress.starts, at: row * size)
      guard progress.made == row else { return false }
      // Whoever is the first to read a row finds where the one after it starts.
      rolling.pick(tokens, of: wordsOfRow, into: &words)
      rolling.roll(to: wordsOfRow, writing: &progress.starts, at: (row + 1) * size)
      progress.made = row + 1
      return true
    }
    if !isRead { rolling.pick(tokens, of: wordsOfRow, into: &words) }
  }

  private func makeRows(upTo row: Int, _ progress: inout Progress) {
    while progress.made < row {
      pass(wordsOfRow, from: progress.made, to: progress.made + 1, &progress)
      progress.made += 1
    }
  }

  /// Makes start `target` the words that come so many after start `source`.
  private func pass(_ count: Int, from source: Int, to target: Int, _ progress: inout Progress) {
    let size = MersenneTwister.size
    progress.rolling.begin(after: progress.starts, at: source * size)
    progress.rolling.roll(to: count, writing: &progress.starts, at: target * size)
  }
}
