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
    let steered = sides.indices.filter { sides[$0][0].vector != nil }
    let columns = sides.enumerated().map { index, outputs in
      // Of several steered columns each says by what.
      let name =
        steered.count > 1
        ? steered.firstIndex(of: index).flatMap { self.name($0, answer) } : nil
      return ReferenceTable.Column(
        title(index, of: sides.count, isSteered: outputs[0].vector != nil, name),
        outputs.map(\.text))
    }
    var answer = answer
    answer.blocks = [.reference(ReferenceTable(prompt: completions.prompt, columns: columns))]
    return answer
  }

  /// One title is the last column's, two are the last two's; the others have the published ones.
  private func title(_ index: Int, of count: Int, isSteered: Bool, _ name: String?) -> String {
    let place = index - (count - titles.count)
    if titles.indices.contains(place) { return titles[place] }
    guard isSteered else { return "Unsteered completions" }
    return "Steered completions" + (name.map { ": \($0)" } ?? "")
  }

  /// What a steered side was called.
  private func name(_ side: Int, _ answer: Answer) -> String? {
    guard case .array(let vectors)? = JSONValue.object(answer.fields)["vectors"],
      vectors.indices.contains(side)
    else { return nil }
    return vectors[side]["name"]?.string
  }
}
