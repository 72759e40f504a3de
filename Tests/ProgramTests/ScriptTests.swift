import Foundation
import Testing

@Suite struct `Scripts` {
  private static let examples: [String] = {
    let folder = TestFolder.package.appending(path: "Examples")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (files?.allObjects as? [URL] ?? []).map(\.path).filter { $0.hasSuffix(".actadd") }
      .sorted()
  }()

  @Test func `are there as examples`() { #expect(!Self.examples.isEmpty) }

  @Test(arguments: examples) func `of the examples run`(path: String) throws {
    let run = try ProgramRun([path])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.components(separatedBy: "error:").count == 1)
    #expect(run.output.contains("│") || run.output.contains("|"), "\(run.output)")
  }

  @Test func `of the examples begin with what they show`() throws {
    for path in Self.examples {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(text.hasPrefix("# "), "\(path)")
    }
  }

  @Test func `and the README ask the same of a vector, and show the answers`() throws {
    let path = TestFolder.package.appending(path: "Examples/what-does-my-vector-do.actadd").path
    let run = try ProgramRun(["--no-rc", "--echo", path], variables: ["LC_ALL": "C.UTF-8"])
    let readme = try String(
      contentsOf: TestFolder.package.appending(path: "README.md"), encoding: .utf8)
    let page = readme.components(separatedBy: "\n").drop { $0 != "<!-- questions -->" }
      .prefix { $0 != "<!-- end of questions -->" }
    let (shown, answered) = (
      Self.answers(Array(page)), Self.answers(run.output.components(separatedBy: "\n"))
    )
    #expect(shown.count == 6)
    for (question, answer) in shown {
      let isSame = answered[question] == answer
      #expect(isSame, "\(question)\n\(answered[question]?.joined(separator: "\n") ?? "not asked")")
    }
  }

  /// What follows each command up to the next one or the end of the block, without the line that
  /// says how long it took; numbers by their places alone, since machines round differently.
  private static func answers(_ lines: [String]) -> [String: [String]] {
    var (answers, question) = ([String: [String]](), String?.none)
    for line in lines {
      if line.hasPrefix("> ") { question = line.hasPrefix("> :") ? line : nil }
      if line == "```" { question = nil }
      guard let question, !line.isEmpty, !line.contains("tokens/s") else { continue }
      answers[question, default: []].append(
        String(line.map { $0.isNumber ? "0" : $0 }))
    }
    return answers
  }

  @Test func `give the same from a file, a command line and a pipe`() throws {
    let folder = try TestFolder()
    let text = """
      let love = x("Love","Hate",5,6)
      :list
      :tokens "I hate you"
      :set n=2 seed=7
      """
    let file = folder.url.appending(path: "s.actadd")
    try Data(text.utf8).write(to: file)
    let fromFile = try ProgramRun([file.path])
    let fromCommands = try ProgramRun(["-c", text])
    let fromPipe = try ProgramRun([], input: text)
    #expect(fromFile.status == 0, "\(fromFile.errors)")
    #expect(!fromFile.output.isEmpty)
    #expect(fromFile.output == fromCommands.output)
    #expect(fromFile.output == fromPipe.output)
  }

  @Test func `show each command first where asked to`() throws {
    let run = try ProgramRun(["--echo", "-c", ":tokens \"I hate you\""])
    #expect(run.output.hasPrefix("> :tokens \"I hate you\""))
  }

  @Test func `write no colour into a file unless asked to`() throws {
    let plain = try ProgramRun(["-c", ":help"])
    let coloured = try ProgramRun(["--color", "always", "-c", ":help"])
    #expect(!plain.output.contains("\u{1B}"))
    #expect(coloured.output.contains("\u{1B}["))
  }
}
