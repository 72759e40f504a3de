import Foundation
import Reports
import Testing

@Suite struct `The table of the published code` {
  private static let prompt = "I went up to my friend and said"
  private static let unsteered = [
    ", \"I'm sorry, I can't help you.\"",
    " that he was a well-known, state-of-the-art liar--and that e-mail is no way to say it.\n\n"
      + "He looked at the tent, the fox and the end of the next text, and said \"Look at that tent",
    " nothing<|endoftext|><|endoftext|><|endoftext|>",
    " " + String(repeating: "a", count: 130) + "-" + String(repeating: "b", count: 40)
      + " fond of text",
  ]
  private static let steered = [
    "\nthat the wedding was off.",
    " ü 愛 and 中文 are wide characters, which take two cells of a terminal each, 愛愛愛愛愛愛愛 like that",
    "",
    ", one, two, three -- four --five six--seven a-b-c x-1 non-",
  ]

  private func table(_ columns: [ReferenceTable.Column]) -> String {
    let table = ReportBlock.reference(ReferenceTable(prompt: Self.prompt, columns: columns))
    return ANSIRendering(Layout(width: 80), palette: Palette()).text(table)
  }

  /// `Fixtures/reference_table.py` has prettytable write the same table.
  @Test func `is that of prettytable, byte for byte`() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/reference_table.txt")
    let expected = try String(contentsOf: file, encoding: .utf8)
    let columns = [
      ReferenceTable.Column("Unsteered completions", Self.unsteered),
      ReferenceTable.Column("Steered completions", Self.steered),
    ]
    #expect(table(columns) == expected)
  }

  @Test func `has 64 cells for one column, and its title`() {
    let text = table([ReferenceTable.Column("Adding anger", [" so."])])
    let lines = text.replacing(/\u{1B}\[[0-9;]*m/, with: "").split(separator: "\n")
    #expect(lines.allSatisfy { $0.count == 64 }, "\(text)")
    #expect(
      lines[1] == "|" + String(repeating: " ", count: 25) + "Adding anger"
        + String(repeating: " ", count: 25) + "|")
    #expect(lines[3].contains(" I went up to my friend and said so. "))
  }

  @Test(arguments: [
    "the text", "it might be", "a fox and a tent", "White House", "Look at that tent",
  ])
  func `keeps the last letters of a completion`(ending: String) {
    #expect(table([ReferenceTable.Column("a", [" " + ending])]).contains(ending + " "))
  }

  @Test func `closes bold at the end of a line and opens it on the next`() {
    let prompt = Array(repeating: "hated", count: 12).joined(separator: " ")
    let block = ReportBlock.reference(
      ReferenceTable(prompt: prompt, columns: [ReferenceTable.Column("a", [" so"])]))
    let lines = ANSIRendering(Layout(width: 80), palette: Palette()).text(block)
      .split(separator: "\n")
    #expect(lines.count == 6)
    for line in lines[3...4] {
      #expect(line.hasPrefix("|"))
      #expect(line.contains("\u{1B}[1mhated"))
      #expect(line.components(separatedBy: "\u{1B}[0m").count == 2)
    }
  }

  @Test func `shows what a terminal would obey`() {
    #expect(table([ReferenceTable.Column("a", [" \u{1B}[31mred"])]).contains("\\x1b[31mred"))
  }

  private static let columns = [
    ReferenceTable.Column("Unsteered completions", unsteered),
    ReferenceTable.Column(
      "Steered completions: 愛 and \(String(repeating: "love", count: 30))", steered),
  ]

  private func screen(_ width: Int, _ columns: [ReferenceTable.Column] = columns) -> [String] {
    let table = ReportBlock.reference(ReferenceTable(prompt: Self.prompt, columns: columns))
    return PlainRendering(Layout(width: width, isScreen: true)).lines(table)
  }

  @Test(arguments: [10, 11, 20, 40, 56, 60, 71, 72, 80, 100, 126])
  func `fits a screen that is narrower`(width: Int) {
    for columns in [Self.columns, Array(Self.columns[1...]), Self.columns + Self.columns] {
      let lines = screen(width, columns)
      for line in lines { #expect(CellWidth.of(line) <= width, "\(line)") }
      // Nothing of the texts is lost.
      let count = columns.flatMap(\.completions).joined().count { $0 == "a" || $0 == "愛" }
      #expect(lines.joined().count { $0 == "a" || $0 == "愛" } >= count)
    }
  }

  @Test func `has narrower columns side by side from 72 cells, one above the other below`() {
    func rules(_ width: Int) -> [String] { screen(width).filter { $0.hasPrefix("+-") } }
    let part = String(repeating: "-", count: 34)
    #expect(rules(72).allSatisfy { $0 == "+\(part)+\(part)+" })
    #expect(rules(72).count == 6)
    #expect(rules(71).allSatisfy { $0 == "+" + String(repeating: "-", count: 62) + "+" })
    #expect(rules(71).count == 12)
    #expect(rules(40).allSatisfy { $0 == "+" + String(repeating: "-", count: 38) + "+" })
    #expect(
      screen(72)[0] == " narrowed: the published table needs 134 cells, as file=NAME.md keeps it")
    #expect(screen(71)[0].hasPrefix(" 2 columns, one above the other: the published"))
    #expect(screen(72).contains { $0.hasPrefix("| I went up to my friend and said, |") })
  }

  @Test func `stays as it was published where there is room, and where there is no screen`() {
    let table = ReportBlock.reference(ReferenceTable(prompt: Self.prompt, columns: Self.columns))
    let published = PlainRendering(Layout(width: 40)).text(table)
    for width in [134, 200] {
      #expect(PlainRendering(Layout(width: width, isScreen: true)).text(table) == published)
    }
    // The published code counts characters, so that wide ones make a line longer than its rules.
    #expect(published.split(separator: "\n").map { CellWidth.of(String($0)) }.max() == 134)
  }
}
