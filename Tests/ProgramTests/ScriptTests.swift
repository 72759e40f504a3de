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

  @Test func `and the README ask the same of a vector`() throws {
    func lines(_ path: String) throws -> [Substring] {
      try String(contentsOf: TestFolder.package.appending(path: path), encoding: .utf8)
        .split(separator: "\n")
    }
    let readme = try lines("README.md").drop { $0 != "<!-- questions -->" }
      .prefix { $0 != "<!-- end of questions -->" }
    let asked = readme.filter { $0.hasPrefix("> :") }.map { String($0.dropFirst(2)) }
    let script = try lines("Examples/what-does-my-vector-do.actadd").filter { $0.hasPrefix(":") }
    #expect(asked.count == 6)
    #expect(asked == script.dropFirst().map(String.init))
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
