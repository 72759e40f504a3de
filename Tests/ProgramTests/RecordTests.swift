import Foundation
import Testing

@Suite struct `The record of runs` {
  private let folder: TestFolder
  private var file: URL { folder.url.appending(path: "actadd/runs.sqlite") }

  init() throws { folder = try TestFolder() }

  /// Runs commands on the small random model, or on the built-in one, with the record in `folder`.
  private func run(
    _ commands: String, options: [String] = [], model: String? = TestFolder.random.path,
    data: String? = nil
  ) throws -> ProgramRun {
    try ProgramRun(
      options + (model.map { ["--model", $0] } ?? []) + ["-c", commands], folder: folder.url,
      variables: ["XDG_DATA_HOME": data ?? folder.url.path])
  }

  private func records(_ commands: String) throws -> [[String: Any]] {
    let run = try run(commands, options: ["--json"])
    #expect(run.status == 0, "\(run.errors)")
    return try run.records()
  }

  private static let vector = "let love = x(\"a\",\"b\",2,1)"
  private static let comparison = ":compare \"abcdef\" n=2 tokens=4"

  @Test func `repeats a run over files from another folder`() throws {
    try Data("ab cd. ef gh ij.".utf8).write(to: folder.url.appending(path: "texts.txt"))
    _ = try records("\(Self.vector); :perplexity texts.txt")
    let elsewhere = try TestFolder()
    let run = try ProgramRun(
      ["--json", "--model", TestFolder.random.path, "-c", ":runs repeat 1"],
      folder: elsewhere.url, variables: ["XDG_DATA_HOME": folder.url.path])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.records().last?["same"] as? Bool == true)
  }

  @Test func `holds what was run before, and by whom`() throws {
    _ = try records("\(Self.vector); \(Self.comparison) seed=9; :gen \"ab cd\" n=1 tokens=3; :list")
    let runs = try #require(try records(":runs").last?["runs"] as? [[String: Any]])
    #expect(runs.map { $0["run"] as? Int } == [1, 2])
    #expect(
      runs.map { $0["line"] as? String } == [
        Self.comparison + " seed=9", ":gen \"ab cd\" n=1 tokens=3",
      ])
    #expect(runs.first?["seed"] as? Int == 9)
    #expect(runs.first?["model"] as? String == "random")
    let shown = try #require(try records(":runs show 1").last)
    #expect(shown["prompt"] as? String == "abcdef")
    #expect(shown["vectors"] as? String == "x(\"a\", \"b\", 2, 1)")
    #expect((shown["weights_sha256"] as? String)?.count == 64)
    #expect((shown["program"] as? String)?.hasPrefix("actadd ") == true)
    let outputs = try #require(shown["outputs"] as? [[String: Any]])
    #expect(
      outputs.map { $0["label"] as? String } == ["unsteered", "unsteered", "steered", "steered"])
    let found = try #require(try records(":runs search \"CD\"").last?["runs"] as? [[String: Any]])
    #expect(found.map { $0["run"] as? Int }.contains(2))
  }

  @Test(arguments: [
    "", " seed=77", "; :again n=3", "; love.coeff = 4; :again", " with=2*love with=love",
  ])
  func `repeats a run with the same tokens in another session`(more: String) throws {
    let first = try records("\(Self.vector); \(Self.comparison)\(more)")
    let last = try #require(first.last)
    let count = try #require(try records(":runs").last?["runs"] as? [[String: Any]]).count
    let again = try #require(try records(":set n=7 temperature=0.1; :runs repeat \(count)").last)
    #expect(again["same"] as? Bool == true)
    #expect(again["repeats"] as? Int == count)
    #expect((again["pairs"] as? NSArray) == (last["pairs"] as? NSArray))
    // What is repeated is not kept once more.
    #expect(try (records(":runs").last?["runs"] as? NSArray)?.count == count)
  }

  @Test func `says where a repetition gives other tokens`() throws {
    let model = try folder.model("model")
    _ = try run("\(Self.vector); \(Self.comparison) seed=9", model: model)
    // Other weights by the same name.
    let manager = FileManager.default
    try manager.removeItem(atPath: model)
    try manager.copyItem(
      at: TestFolder.package.appending(path: "Tests/Goldens/trained"), to: URL(filePath: model))
    let run = try run(":runs repeat 1", model: model)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("run 1 again: another answer: the weights are others by now"))
  }

  @Test func `loses nothing when two sessions write at once`() async throws {
    let commands = Array(repeating: ":gen \"abc\" n=1 tokens=1", count: 20).joined(separator: "\n")
    let arguments = ["--model", TestFolder.random.path, "-c", commands]
    let place = folder.url.path
    let errors = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<3 {
        group.addTask {
          try ProgramRun(arguments, variables: ["XDG_DATA_HOME": place]).errors
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(errors.allSatisfy { !$0.contains("warning") }, "\(errors)")
    let runs = try #require(try records(":runs 1000").last?["runs"] as? [[String: Any]])
    #expect(runs.map { $0["run"] as? Int } == (1...60).map { $0 })
  }

  @Test func `costs one warning where its file is none, and leaves that file alone`() throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    let nonsense = Data(String(repeating: "this is no database. ", count: 300).utf8)
    try nonsense.write(to: file)
    let run = try run("\(Self.vector); :gen \"abc\" n=1 tokens=2; :gen \"abc\" n=1 tokens=2")
    #expect(run.status == 0)
    #expect(run.errors.components(separatedBy: "warning:").count == 2, "\(run.errors)")
    #expect(run.output.contains("abc"))
    #expect(try Data(contentsOf: file) == nonsense)
    let list = try self.run(":runs")
    #expect(list.status == 1)
    #expect(list.errors.contains("damaged"), "\(list.errors)")
  }

  @Test func `costs one warning where nothing can be written`() throws {
    let run = try run(
      ":gen \"abc\" n=1 tokens=2; :gen \"abc\" n=1 tokens=2", data: "/proc/nowhere")
    #expect(run.status == 0)
    #expect(run.errors.components(separatedBy: "warning:").count == 2, "\(run.errors)")
    #expect(run.errors.contains(":set record=off"))
  }

  @Test func `can be read where it cannot be written`() throws {
    _ = try records(":gen \"abc\" n=1 tokens=2")
    let place = file.deletingLastPathComponent()
    let manager = FileManager.default
    try manager.setAttributes([.posixPermissions: 0o444], ofItemAtPath: file.path)
    try manager.setAttributes([.posixPermissions: 0o555], ofItemAtPath: place.path)
    defer { try? manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: place.path) }
    let run = try run(":runs")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains(":gen \"abc\""))
    // The superuser may write anywhere.
    guard getuid() != 0 else { return }
    let other = try self.run(":gen \"abc\" n=1 tokens=2")
    #expect(other.status == 0)
    #expect(other.errors.components(separatedBy: "warning:").count == 2, "\(other.errors)")
  }

  @Test func `is not made where nothing is kept`() throws {
    _ = try run(":set record=off; :gen \"abc\" n=1 tokens=2; :list; :runs")
    _ = try ProgramRun(["--version"], variables: ["XDG_DATA_HOME": folder.url.path])
    #expect(!FileManager.default.fileExists(atPath: file.path))
    let elsewhere = folder.url.appending(path: "mine.sqlite").path
    _ = try ProgramRun(
      ["-c", ":gen \"abc\" n=1 tokens=2"], variables: ["ACTADD_RECORD": elsewhere])
    #expect(FileManager.default.fileExists(atPath: elsewhere))
    let none = try ProgramRun(["-c", ":runs"], variables: ["ACTADD_RECORD": ""])
    #expect(none.errors.contains("this session keeps no runs"))
  }

  @Test func `is written to files, a row a completion`() throws {
    _ = try records("\(Self.vector); \(Self.comparison) seed=9")
    let run = try run(":runs export file=out.csv; :runs export file=out.jsonl")
    #expect(run.status == 0, "\(run.errors)")
    func text(_ name: String) throws -> String {
      try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
    }
    let head = try text("out.csv").split(separator: "\n").first ?? ""
    #expect(head.hasPrefix("run,started,command,model,weights_sha256,seed,prompt,side,vector,"))
    #expect(
      try text("out-runs.csv").contains(
        "\"\(Self.comparison.replacing("\"", with: "\"\"")) seed=9\""))
    let lines = try text("out.jsonl").split(separator: "\n")
    #expect(lines.count == 5)
    for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
  }

  @Test(arguments: [
    (":runs show 9", "there is no run 9"), (":runs show", "which run?"),
    (":runs show x", "expected the number of a run"),
    (":runs serach a", "did you mean :runs search?"),
    (":runs export", ":runs export file=runs.csv"), (":runs show 1 2", "unexpected 2"),
    (":runs search", "search for what?"), (":rate", "there is nothing to rate yet"),
    (":gen \"abc\" n=1 tokens=1; :rate", "rating needs a person at the keyboard"),
    (":runs file=a.csv", "only export writes a file"),
  ]) func `explains what it cannot do`(commands: String, part: String) throws {
    let run = try run(commands)
    #expect(run.status == 1)
    let sentence = run.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(sentence.contains(part), "\(sentence)")
  }

  @Test func `holds comparisons in the published style too`() throws {
    let commands =
      "\(Self.vector); :compare \"abcdef\" n=1 tokens=4 seed=9 style=reference title=\"Adding love\""
    let run = try run(commands)
    #expect(run.status == 0, "\(run.errors)")
    let lines = run.output.split(separator: "\n").filter { "+|".contains($0.prefix(1)) }
    #expect(lines.count == 5)
    #expect(lines.allSatisfy { $0.count == 127 }, "\(run.output)")
    #expect(run.output.contains(" Unsteered completions "))
    #expect(run.output.contains(" Adding love "))
    let control = try self.run(
      "\(Self.vector); :compare \"abcdef\" n=1 tokens=4 style=reference control=random")
    for heading in ["completions: love ", "completions: random control "] {
      #expect(control.output.contains(heading), "\(control.output)")
    }
    #expect(try self.run(":runs show 1").output.contains("steered by x(\"a\", \"b\", 2, 1)"))
    #expect(
      try self.run("\(Self.vector); :compare \"abcdef\" title=\"a\"").errors.contains(
        "style=reference"))
  }
}
