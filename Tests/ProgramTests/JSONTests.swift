import Foundation
import Testing

@Suite struct `Lines of JSON` {
  private func run(_ commands: String) throws -> [[String: Any]] {
    let run = try ProgramRun(["--json", "--model", TestFolder.random.path, "-c", commands])
    #expect(run.status == 0, "\(run.errors)")
    return try run.records()
  }

  @Test func `have a version, a command and a time each`() throws {
    let records = try run(
      """
      let love = x("a","b",2,1)
      love.coeff = 3
      love
      :list
      :show love
      :set n=2
      :use love
      :off; :on love
      :tokens "ab"
      :gen "abcdef" tokens=3 seed=1
      :again n=1
      :rename love l; :undo; :redo
      :last
      :history
      :delete l
      :help
      """)
    #expect(records.count >= 16)
    for record in records {
      #expect(record["v"] as? Int == 1)
      #expect((record["cmd"] as? String)?.isEmpty == false, "\(record)")
      #expect(record["ms"] is NSNumber)
    }
  }

  @Test func `of a comparison hold all that is needed to repeat it`() throws {
    let commands = """
      let love = x("a","b",2,1)
      :compare "abcdef" n=2 tokens=4 seed=9 temperature=0.5
      """
    let record = try #require(try run(commands).last)
    #expect(record["cmd"] as? String == "compare")
    #expect(record["seed"] as? Int == 9)
    #expect(record["prompt"] as? String == "abcdef")
    #expect((record["prompt_tokens"] as? [Int])?.isEmpty == false)
    #expect((record["weights_sha256"] as? String)?.count == 64)
    #expect((record["settings"] as? [String: Any])?["temperature"] as? Double == 0.5)
    #expect((record["vectors"] as? [[String: Any]])?.first?["name"] as? String == "love")
    let pairs = try #require(record["pairs"] as? [[String: [String: Any]]])
    #expect(pairs.count == 2)
    for pair in pairs {
      for side in ["unsteered", "steered"] {
        #expect((pair[side]?["tokens"] as? [Int])?.count == 4)
        #expect(pair[side]?["text"] is String)
        #expect((pair[side]?["loss"] as? Double ?? 0) > 0)
      }
    }
    let applied = try #require(record["applied"] as? [[String: Any]])
    #expect(applied.allSatisfy { $0["hook"] as? String == "blocks.1.hook_resid_pre" })
    #expect(applied.count == 2)

    let again = try #require(try run(commands).last)
    #expect((again["pairs"] as? NSArray) == (record["pairs"] as? NSArray))
  }

  @Test func `tell of a mistake with its place`() throws {
    let run = try ProgramRun(["--json", "-c", ":list\n:nonsense"])
    #expect(run.status == 1)
    let mistake = try #require(try run.records().last?["error"] as? [String: Any])
    #expect((mistake["message"] as? String)?.contains("no command") == true)
    #expect(mistake["line"] as? Int == 2)
    #expect(mistake["column"] as? Int == 1)
  }
}
