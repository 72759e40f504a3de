import Analysis
import Reports

extension CorpusView {
  /// Settings and texts named before the rest is only counted.
  private static let mostNamed = 3
  /// Cells of a text that is named.
  private static let excerpt = 40

  /// A sentence on the settings that give no numbers at all, and one on each that lacks some.
  var gaps: [String] {
    let (empty, rest) = (measured.filter(isEmpty), measured.filter { !isEmpty($0) })
    var gaps: [String] = []
    if !empty.isEmpty {
      gaps.append(
        "predictions are no numbers at " + Self.list(empty.map(place), joinedBy: "; ")
          + ": left empty")
    }
    for measured in rest where !measured.lost.isEmpty {
      let texts = measured.lost.map { text in
        Wrapping.truncated(StyledText(text.quoted), width: Self.excerpt).string
      }
      let count = Figures.counted(measured.lost.count, "text")
      gaps.append(
        "predictions are no numbers in \(count)"
          + (place(measured).isEmpty ? "" : " at " + place(measured))
          + ", left out: " + Self.list(texts, joinedBy: ", "))
    }
    return gaps
  }

  private func isEmpty(_ measured: CorpusRun.Measured) -> Bool {
    measured.result.total.texts == 0 && !measured.lost.isEmpty
  }

  private func place(_ measured: CorpusRun.Measured) -> String {
    run.varied.axes.place(of: measured.point)
  }

  private static func list(_ items: [String], joinedBy separator: String) -> String {
    let named = items.prefix(mostNamed).joined(separator: separator)
    let left = items.count - mostNamed
    return left > 0 ? "\(named) and \(left) more" : named
  }
}
