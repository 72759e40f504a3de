import Reports
import RunLog
import SessionLanguage

/// How `:compare` shows its completions: as the screen likes it, or as the published code does.
struct ComparisonStyle {
  private enum Style: String, CaseIterable {
    case plain
    case reference
  }

  let isReference: Bool
  private let titles: [String]

  /// What `style=` and `title=` say.
  init(_ call: Call) throws(Diagnostic) {
    isReference = try call.choice("style") == Style.reference
    titles = call.values(of: "title").map { $0.node.plainText ?? "\($0.node)" }
    guard let title = call.options.first(where: { $0.name.node == "title" }), !isReference else {
      return
    }
    throw Diagnostic(
      "only the table of style=reference has titles", at: title.name.range,
      hint: "add style=reference")
  }

  /// The answer, its table replaced where another was asked for.
  func applied(to answer: Answer) -> Answer {
    guard isReference, let completions = answer.completions else { return answer }
    let sides = completions.sides
    let columns = sides.enumerated().map { index, outputs in
      ReferenceTable.Column(
        title(index, of: sides.count, isSteered: outputs[0].vector != nil), outputs.map(\.text))
    }
    var answer = answer
    answer.blocks = [.reference(ReferenceTable(prompt: completions.prompt, columns: columns))]
    return answer
  }

  /// One title is the last column's, two are the last two's; the others have the published ones.
  private func title(_ index: Int, of count: Int, isSteered: Bool) -> String {
    let place = index - (count - titles.count)
    if titles.indices.contains(place) { return titles[place] }
    return isSteered ? "Steered completions" : "Unsteered completions"
  }
}
