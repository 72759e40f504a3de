/// The nearest of a few known names, for "did you mean".
public enum Spelling {
  /// The candidate that `word` most likely stands for; nil when none is near.
  ///
  /// One slip is forgiven in a short word, one in three letters of a longer one.
  public static func nearest(
    to word: String, among candidates: some Sequence<String>
  ) -> String? {
    let typed = Array(word.lowercased())
    guard typed.count > 1, typed.count <= 64 else { return nil }
    var best: (name: String, slips: Int)?
    for candidate in candidates {
      let known = Array(candidate.lowercased())
      let allowed = max(1, max(typed.count, known.count) / 3)
      guard abs(known.count - typed.count) <= allowed else { continue }
      let slips = slips(from: typed, to: known)
      guard slips <= allowed, slips < (best?.slips ?? .max) else { continue }
      best = (candidate, slips)
    }
    return best?.name
  }

  /// Whether `typed` is `known` with letters left out, but for the first, as `cmp` is of `compare`.
  static func isShortened(_ typed: String, _ known: String) -> Bool {
    guard typed.count > 1, typed.count < known.count, typed.first == known.first else {
      return false
    }
    var rest = Substring(known)
    for letter in typed {
      guard let place = rest.firstIndex(of: letter) else { return false }
      rest = rest[rest.index(after: place)...]
    }
    return true
  }

  /// How many letters were left out, added, changed or swapped with their neighbour
  /// (optimal string alignment distance).
  public static func slips(from typed: [Character], to known: [Character]) -> Int {
    var before: [Int] = []
    var above = Array(0...known.count)
    for i in typed.indices {
      var row = [i + 1]
      for j in known.indices {
        let change = above[j] + (typed[i] == known[j] ? 0 : 1)
        var least = min(change, above[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, typed[i] == known[j - 1], typed[i - 1] == known[j] {
          least = min(least, before[j - 1] + 1)
        }
        row.append(least)
      }
      before = above
      above = row
    }
    return above[known.count]
  }
}
