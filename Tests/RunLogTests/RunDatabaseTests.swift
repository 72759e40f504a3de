import Foundation
import GRDB
import RunLog
import Testing

@Suite struct `The record of runs` {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "record-\(UUID().uuidString)")
  private var path: String { folder.appending(path: "a/b/runs.sqlite").path }

  private func database() -> RunDatabase { RunDatabase(path: path, program: "test 1") }

  private func run(_ line: String, prompt: String = "I hate you because") -> LoggedRun {
    LoggedRun(
      started: "2026-01-31 12:05:59", seconds: 0.25, program: "test 1", command: "compare",
      line: line, script: "# actadd session 1\n", model: "tiny", weightsSHA256: "ab",
      prompt: prompt, vectors: "x(\"Love\", \"Hate\", 5, 6)", seed: 7, settings: "{}",
      record: "{\"seed\":7}", report: " tiny")
  }

  private let outputs = [
    LoggedOutput(
      side: 0, sample: 0, label: "unsteered", vector: nil, text: " of 100% rage", tokens: "[1,2]",
      loss: 1.5),
    LoggedOutput(
      side: 1, sample: 0, label: "steered", vector: "v", text: " I adore you", tokens: "[3]",
      loss: nil),
  ]

  @Test func `makes its folder, numbers runs from 1 and gives back what it was given`() throws {
    let record = database()
    #expect(try record.latest(5).isEmpty)
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(try record.keep(run(":compare"), outputs) == 1)
    #expect(try record.keep(run(":gen"), []) == 2)
    // Another session finds the same.
    let other = database()
    #expect(try other.latest(5).map(\.line) == [":compare", ":gen"])
    #expect(try other.latest(1).map(\.id) == [2])
    var expected = run(":compare")
    expected.id = 1
    #expect(try other.run(1) == expected)
    #expect(try other.run(9) == nil)
    let found = try other.outputs(of: 1)
    #expect(found.map(\.text) == outputs.map(\.text))
    #expect(found.map(\.vector) == [nil, "v"])
    #expect(found.map(\.loss) == [1.5, nil])
    try FileManager.default.removeItem(at: folder)
  }

  @Test func `finds words in prompts, commands, vectors and outputs, and takes % for itself`()
    throws
  {
    let record = database()
    _ = try record.keep(run(":compare \"I hate you because\""), outputs)
    _ = try record.keep(run(":gen \"100 roses\"", prompt: "100 roses"), [])
    #expect(try record.runs(with: "ADORE").map(\.id) == [1])
    #expect(try record.runs(with: "Hate\"").map(\.id) == [1, 2])
    #expect(try record.runs(with: "100").map(\.id) == [1, 2])
    #expect(try record.runs(with: "100%").map(\.id) == [1])
    #expect(try record.runs(with: "zebra").isEmpty)
    try FileManager.default.removeItem(at: folder)
  }

  @Test func `keeps ratings with their run and refuses a score beyond 5`() throws {
    let record = database()
    let number = try record.keep(run(":compare"), outputs)
    func rating(_ place: Int, _ side: Int, _ score: Int) -> LoggedRating {
      LoggedRating(
        run: number, rated: "2026-01-31 12:10:00", criterion: "happy", seed: 3, place: place,
        side: side, sample: 0, score: score)
    }
    try record.keep([rating(0, 1, 5), rating(1, 0, 2)])
    #expect(try record.ratings(of: number).map(\.score) == [5, 2])
    #expect(try record.latest(1).first?.ratings == 2)
    #expect(throws: RunLogError.self) { try record.keep([rating(2, 0, 6)]) }
    #expect(try record.ratings(of: number).count == 2)
    try FileManager.default.removeItem(at: folder)
  }

  @Test func `says what is wrong with a file that is none, and leaves it alone`() throws {
    let file = URL(filePath: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    let nonsense = Data(String(repeating: "no database at all. ", count: 500).utf8)
    try nonsense.write(to: file)
    let error = #expect(throws: RunLogError.self) { try database().keep(run(":gen"), []) }
    #expect(error?.description == "it is damaged, or not a record of actadd")
    #expect(throws: RunLogError.self) { try database().latest(1) }
    #expect(try Data(contentsOf: file) == nonsense)
    try FileManager.default.removeItem(at: folder)
  }

  @Test func `says so where it cannot be written`() throws {
    let impossible = RunDatabase(path: "/proc/none/runs.sqlite", program: "test 1")
    let error = #expect(throws: RunLogError.self) { try impossible.keep(run(":gen"), []) }
    #expect(error?.description == "the folder /proc/none cannot be made")
    #expect(try impossible.latest(1).isEmpty)
  }

  @Test(arguments: [
    "CREATE TABLE notes (id INTEGER)", "CREATE TABLE run (id INTEGER)",
    "CREATE TABLE notes (id INTEGER); PRAGMA user_version = 2",
  ]) func `says of a database of something else that it is none, and leaves it alone`(
    _ sql: String
  ) throws {
    let file = URL(filePath: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
    let before = try Data(contentsOf: file)
    let written = #expect(throws: RunLogError.self) { try database().keep(run(":gen"), []) }
    #expect(written?.description == "it is not a record of actadd")
    let read = #expect(throws: RunLogError.self) { try database().latest(1) }
    #expect(read?.description == "it is not a record of actadd")
    #expect(read?.isAboutTheFile == true)
    #expect(try Data(contentsOf: file) == before)
    try FileManager.default.removeItem(at: folder)
  }

  @Test func `brings a file of the first version up to date`() throws {
    _ = try database().keep(run(":gen first"), [])
    try DatabaseQueue(path: path).write {
      try $0.execute(sql: "ALTER TABLE run DROP COLUMN folder; PRAGMA user_version = 1")
    }
    let number = try database().keep(run(":gen second"), [])
    #expect(number == 2)
    #expect(try database().run(1)?.line == ":gen first")
    #expect(try database().run(1)?.folder == nil)
    try FileManager.default.removeItem(at: folder)
  }

  @Test func `refuses a file of a newer version`() throws {
    _ = try database().keep(run(":gen"), [])
    try DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA user_version = 99") }
    let error = #expect(throws: RunLogError.self) { try database().keep(run(":gen"), []) }
    #expect(error?.description == "it was written by a newer version of this program")
    try FileManager.default.removeItem(at: folder)
  }

  @Test func `loses nothing when sessions write at once`() async throws {
    let path = path
    let run = run(":gen")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          let session = RunDatabase(path: path, program: "test 1")
          for _ in 0..<10 { _ = try session.keep(run, []) }
        }
      }
      try await group.waitForAll()
    }
    #expect(try database().latest(100).map(\.id) == Array(1...40))
    try FileManager.default.removeItem(at: folder)
  }

  @Test(arguments: [
    (["ACTADD_RECORD": "/a/b.sqlite", "HOME": "/h"], "/a/b.sqlite"),
    (["ACTADD_RECORD": "", "HOME": "/h"], nil),
    (["XDG_DATA_HOME": "/d", "HOME": "/h"], "/d/actadd/runs.sqlite"),
    (["XDG_DATA_HOME": "relative", "HOME": "/h"], "/h/.local/share/actadd/runs.sqlite"),
    (["XDG_DATA_HOME": "", "HOME": ""], nil),
  ]) func `lies where the environment says`(
    environment: [String: String], path: String?
  ) {
    #expect(RunDatabase(environment: environment, program: "test 1")?.path == path)
  }
}
