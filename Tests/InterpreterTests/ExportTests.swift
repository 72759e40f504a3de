import Foundation
import Interpreter
import Reports
import SessionLanguage
import Testing

@Suite struct `A command that exports` {
  /// Answers with two tables, as a sweep does.
  struct TwoTables: Command {
    let form = CommandForm("two", takesOptions: true)
    let help = CommandHelp(
      .instruments, ":two", "gives two tables", examples: [":two"], exports: true)

    func run(_ call: Call, in session: Session) -> Answer {
      Answer(
        "two", [.text("seen")],
        [.init("model", "m"), .init("seed", 3), .init("ms_before", 1)],
        data: [
          DataTable("reduced", columns: ["x"], rows: [[1]]),
          DataTable("full", columns: ["x", "y"], rows: [[1, 2], [1, nil]]),
        ], isResult: true)
    }
  }

  private func files(_ name: String) throws -> (files: [String: String], output: CollectedOutput) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "export-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let output = CollectedOutput()
    let session = Session(
      output: output, shelf: FixtureShelf(), catalog: CommandCatalog([TwoTables()]))
    _ = session.run(":two file=\"\(folder.path)/\(name)\"")
    var files: [String: String] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      files[file] = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    }
    return (files, output)
  }

  @Test func `has a file of csv for each table, the first under the name itself`() throws {
    let (files, output) = try files("out.v2.csv")
    let version = Session.version
    #expect(
      files == [
        "out.v2.csv": "x,command,version,model,seed\n1,two,\(version),m,3\n",
        "out.v2-full.csv":
          "x,y,command,version,model,seed\n1,2,two,\(version),m,3\n1,,two,\(version),m,3\n",
      ])
    #expect(output.text.hasPrefix("seen\nwrote "))
    guard case .array(let written) = output.records.last?["wrote"] else {
      Issue.record("the record does not say what was written")
      return
    }
    #expect(written.count == 2)
  }

  @Test func `has one file of lines, in which each row names its table`() throws {
    let (files, _) = try files("out.jsonl")
    let lines = try #require(files["out.jsonl"]).split(separator: "\n")
    #expect(files.count == 1)
    let names = lines.map { $0.split(separator: "\"")[3] }
    #expect(names == ["reduced", "full", "full"])
  }

  @Test func `has what is seen on a page, and all its figures`() throws {
    let (files, _) = try files("out.HTML")
    let page = try #require(files["out.HTML"])
    #expect(page.contains("<p>seen</p>"))
    #expect(page.contains("<summary>reduced</summary>") && page.contains("<summary>full</summary>"))
  }
}
