import Foundation
import Testing

@Suite struct `The examples` {
  /// Name and script of each, as the program gives them for the built-in model.
  private static let scripts: [(name: String, script: String)] = {
    let records = try? ProgramRun(["--json", "-c", ":examples"]).records()
    let examples = records?.first?["examples"] as? [[String: Any]] ?? []
    return examples.compactMap { example in
      guard let name = example["name"] as? String, let script = example["script"] as? String
      else { return nil }
      return (name, script)
    }
  }()

  private static let folder = TestFolder.package.appending(path: "Examples/vectors")

  /// `RECORD_FIXTURES=1` writes the files anew and fails, to be looked at.
  @Test func `lie as scripts in a folder, each as the program makes it`() throws {
    #expect(Self.scripts.count > 40)
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(files) == Set(Self.scripts.map { $0.name + ".actadd" }))
    for (name, script) in Self.scripts {
      let file = Self.folder.appending(path: name + ".actadd")
      if ProcessInfo.processInfo.environment["RECORD_FIXTURES"] == "1" {
        try Data(script.utf8).write(to: file)
        Issue.record("recorded \(file.path)")
      } else {
        #expect(try String(contentsOf: file, encoding: .utf8) == script)
      }
    }
  }

  @Test func `have names of their own, and one line each`() throws {
    #expect(Set(Self.scripts.map(\.name)).count == Self.scripts.count)
    let run = try ProgramRun(["-c", ":set width=120; :examples"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.split(separator: "\n").count == Self.scripts.count + 3, "\(run.output)")
  }

  @Test func `are made with their layers scaled, which is said`() throws {
    let run = try ProgramRun(["-c", ":example love; :list"])
    #expect(run.status == 0, "\(run.errors)")
    let text = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("let love = x(\"Love\", \"Hate\", 5, 2)"))
    #expect(text.contains("tiny has 12, so layer 6 is 2 here"))
    #expect(text.contains(":compare \"I hate you because\""))
    #expect(!text.contains("unsteered"))
  }

  @Test func `run when asked to, and are one step to take back`() throws {
    let run = try ProgramRun(["-c", ":example love-weddings run; :undo; :list"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("unsteered"))
    #expect(run.output.contains("no vectors"))
  }

  @Test func `are told apart from what is none`() throws {
    let run = try ProgramRun(["-c", ":example lvoe"])
    #expect(run.status == 1)
    #expect(run.errors.contains("did you mean love?"))
    #expect(try ProgramRun(["-c", ":example love rum"]).errors.contains(":example love run"))
  }
}
