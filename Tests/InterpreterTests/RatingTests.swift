import Foundation
import Interpreter
import Reports
import RunLog
import Testing

@Suite struct `Blind rating` {
  private let record = RunDatabase(
    path: FileManager.default.temporaryDirectory.appending(path: "rate-\(UUID()).sqlite").path,
    program: "test 1")
  private let output = CollectedOutput()
  private let session: Session

  init() {
    session = Session(output: output, shelf: FixtureShelf(), record: record)
    _ = session.loadBuiltIn()
    _ = session.run("let love = x(\"Love\",\"Hate\",5,6); :set tokens=8 seed=3")
  }

  /// Rates the last completions by these keys and gives what was recorded of it as data.
  private func rate(_ keys: [Key], _ options: String = "seed=5") -> JSONValue? {
    output.clear()
    output.keys = keys
    #expect(session.run(":rate \(options)") == .done, "\(output.transcript)")
    return output.records.last
  }

  private func scores(_ text: String) -> [Key] { text.map { .character($0) } }

  @Test func `keeps a score for each completion, under the order of its seed`() throws {
    #expect(session.run(":compare \"I hate you because\" n=2") == .done)
    let answer = try #require(rate(scores("1524"), "criterion=loving seed=5"))
    #expect(answer["run"] == .integer(1))
    let kept = try record.ratings(of: 1)
    #expect(kept.map(\.score) == [1, 5, 2, 4])
    #expect(kept.map(\.place) == [0, 1, 2, 3])
    #expect(Set(kept.map { [$0.side, $0.sample] }).count == 4)
    #expect(kept.allSatisfy { $0.criterion == "loving" && $0.seed == 5 })
    // The mean of each side is that of its scores.
    for (side, name) in [(0, "unsteered"), (1, "steered by x(\"Love\", \"Hate\", 5, 6)")] {
      let scores = kept.filter { $0.side == side }.map { Double($0.score) }
      #expect(answer["means"]?[name] == .double(scores.reduce(0, +) / 2))
    }
    // The same seed shows the same order, another another.
    _ = rate(scores("1111"))
    _ = rate(scores("1111"), "seed=6")
    let orders = Dictionary(grouping: try record.ratings(of: 1), by: \.seed)
      .mapValues { $0.prefix(4).map { [$0.side, $0.sample] } }
    #expect(orders[5] != orders[6])
  }

  @Test func `never says the side, shows each completion once and the prompt with it`() throws {
    #expect(session.run(":compare \"I hate you because\" n=2") == .done)
    output.clear()
    output.keys = scores("3333")
    _ = session.run(":rate")
    let questions = Set(output.frames.map { PlainRendering(.standard).text($0) })
    #expect(questions.count == 4)
    for question in questions {
      #expect(!question.contains("steered"))
      #expect(question.contains("I hate you because"))
    }
  }

  @Test(arguments: [Key.escape, .interrupt]) func `keeps what was rated where it is stopped`(
    key: Key
  ) throws {
    #expect(session.run(":compare \"I hate you because\" n=2") == .done)
    let answer = try #require(rate(scores("42") + [key] + scores("5")))
    #expect(try record.ratings(of: 1).map(\.score) == [4, 2])
    guard case .array(let ratings)? = answer["ratings"] else { throw CancellationError() }
    #expect(ratings.count == 2)
  }

  @Test func `takes back with Backspace and hears no other key`() throws {
    #expect(session.run(":compare \"I hate you because\" n=1") == .done)
    _ = rate(scores("0x67") + [.backspace] + scores("1") + [.backspace, .tab] + scores("35"))
    #expect(try record.ratings(of: 1).map(\.score) == [3, 5])
  }

  @Test func `of a run that is not kept is shown and not kept`() throws {
    _ = session.run(":set record=off; :compare \"I hate you because\" n=1")
    _ = rate(scores("35"))
    #expect(output.text.contains("not kept"))
    #expect(try record.latest(9).isEmpty)
  }

  @Test func `goes with the run that was repeated`() throws {
    _ = session.run(":compare \"I hate you because\" n=1; :gen \"I think\" n=1; :runs repeat 1")
    _ = rate(scores("35"))
    #expect(try record.ratings(of: 1).count == 2)
    #expect(try record.latest(9).map(\.ratings) == [2, 0])
  }
}
