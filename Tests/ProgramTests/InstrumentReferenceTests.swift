import Foundation
import Safetensors
import Testing

/// The instruments at the prompt, held to the reference values of `Tests/Goldens/instruments.json`.
@Suite struct `Instruments held to the reference` {
  static let goldens = TestFolder.package.appending(path: "Tests/Goldens")
  /// The codes of the vectors that the reference values were made with.
  static let weddings = "x(\" weddings\", \"\", 1, 1)"
  static let love = "x(\"Love\", \"Hate\", 5, 1)"

  /// The reference cases of that name that belong to the small random model.
  private func cases(_ name: String) throws -> [[String: Any]] {
    let data = try Data(contentsOf: Self.goldens.appending(path: "instruments.json"))
    let all = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let cases = try #require(all[name] as? [[String: Any]])
    return cases.filter { $0["model"] as? String == "random" }
  }

  private func record(_ commands: String, in folder: TestFolder? = nil) throws -> [String: Any] {
    let run = try ProgramRun(
      ["--json", "--model", TestFolder.random.path, "-c", commands], folder: folder?.url)
    #expect(run.status == 0, "\(run.errors)")
    return try #require(try run.records().last)
  }

  private func expectClose(_ found: Any?, _ expected: Any?) throws {
    let found = try #require(found as? [Double])
    let expected = try #require(expected as? [Double])
    #expect(found.count == expected.count)
    for (value, reference) in zip(found, expected) {
      #expect(abs(value - reference) < 1e-4 * max(1, abs(reference)))
    }
  }

  @Test func `score a text as the reference does`() throws {
    let goldens = try cases("score")
    #expect(goldens.count == 2)
    for (golden, vector) in zip(goldens, [Self.weddings, Self.love]) {
      let prompt = try #require(golden["prompt"] as? String)
      let found = try record(":score \"\(prompt)\" with=\(vector)")
      #expect(found["prompt_tokens"] as? [Int] == golden["tokens"] as? [Int])
      try expectClose(found["unsteered"], golden["unsteered"])
      try expectClose(found["steered"], golden["steered"])
      try expectClose(
        ["unsteered_perplexity", "steered_perplexity", "perplexity_ratio"].map { found[$0] },
        ["perplexity_unsteered", "perplexity_steered", "ratio"].map { golden[$0] })
      #expect(found["vector"] as? String == vector)
      #expect((found["applied"] as? [Any])?.count == 2)
    }
  }

  @Test func `score a file as its text, less the line break at its end`() throws {
    let folder = try TestFolder()
    let text = "The bride and the groom went to the wedding."
    try Data((text + "\n").utf8).write(to: folder.url.appending(path: "essay.txt"))
    let found = try record(":score essay.txt with=\(Self.weddings)", in: folder)
    try expectClose(found["steered"], try cases("score")[0]["steered"])
  }

  @Test(arguments: ["normal", "mask", "pad"])
  func `measure a corpus as the reference does`(method: String) throws {
    let golden = try #require(try cases("corpus").first { $0["method"] as? String == method })
    let texts = try #require(golden["texts"] as? [[String]])
    let folder = try TestFolder()
    let rows = texts.map { "\($0[0]),\"\($0[1])\"" }
    try Data((["label,text"] + rows).joined(separator: "\n").utf8)
      .write(to: folder.url.appending(path: "texts.csv"))
    let lines = texts.map { "{\"stars\": \"\($0[0])\", \"review\": \"\($0[1])\"}" }
    try Data(lines.joined(separator: "\n").utf8)
      .write(to: folder.url.appending(path: "texts.jsonl"))
    for files in ["texts.csv", "texts.jsonl label=stars text=review"] {
      let found = try record(
        ":perplexity \(files) method=\(method) with=\(Self.weddings)", in: folder)
      let measurement = try #require((found["measurements"] as? [[String: Any]])?.first)
      let groups = try #require(measurement["groups"] as? [[String: Any]])
      #expect(groups.map { $0["label"] as? String } == ["weddings", "other"])
      for group in groups {
        let label = try #require(group["label"] as? String)
        func reference(_ name: String) -> Any? { (golden[name] as? [String: Any])?[label] }
        #expect(group["count"] as? Int == reference("counts") as? Int)
        #expect(group["texts"] as? Int == 2)
        try expectClose([group["mean_logprob_diff"]], [reference("mean_difference")])
        try expectClose([group["perplexity_ratio"]], [reference("ratio")])
      }
      let total = try #require(measurement["total"] as? [String: Any])
      try expectClose([total["unsteered_perplexity"]], [golden["unsteered_perplexity"]])
    }
  }

  @Test func `keep the settings of a corpus sweep whose predictions are numbers`() throws {
    let folder = try TestFolder()
    try Data("The bride came. It rained.\n".utf8).write(to: folder.url.appending(path: "a.txt"))
    let vector = "let v = \(Self.love); "
    let found = try record(vector + ":perplexity a.txt v.coeff={1,3e38}", in: folder)
    let measurements = try #require(found["measurements"] as? [[String: Any]])
    let totals = try measurements.map { try #require($0["total"] as? [String: Any]) }
    #expect(totals.map { $0["texts"] as? Int } == [2, 0])
    let alone = try record(vector + ":perplexity a.txt coeff=1", in: folder)
    let single = try #require((alone["measurements"] as? [[String: Any]])?.first)
    #expect(totals[0] as NSDictionary == single["total"] as? NSDictionary)
    #expect(totals[1]["perplexity_ratio"] is NSNull)
    #expect(
      measurements.map { $0["texts_without_numbers"] as? [String] }
        == [[], ["The bride came.", "It rained."]])

    let run = try ProgramRun(
      ["-c", vector + ":perplexity a.txt v.coeff={1,3e38}"], folder: folder.url)
    #expect(run.status == 0)
    #expect(run.output.contains("predictions are no numbers at v.coeff 3e+38: left empty"))
    let none = try ProgramRun(["-c", vector + ":perplexity a.txt coeff=3e38"], folder: folder.url)
    #expect(none.status == 1)
    #expect(none.errors.contains("take a smaller coefficient"))
  }

  @Test func `measure every setting of a sweep as by itself`() throws {
    let folder = try TestFolder()
    try Data("The bride came. The groom waited for her! It rained.\n".utf8)
      .write(to: folder.url.appending(path: "a.txt"))
    let swept = try record(
      "let v = \(Self.love); :perplexity a.txt v.layer=0..1 coeff=-1..0.5 step=0.5 mask=on",
      in: folder)
    let measurements = try #require(swept["measurements"] as? [[String: Any]])
    #expect(measurements.count == 8)
    for measurement in measurements {
      let layer = try #require(measurement["v.layer"] as? Int)
      let coefficient = try #require(measurement["v.coeff"] as? Double)
      let alone = try record(
        ":perplexity a.txt mask=on with=x(\"Love\", \"Hate\", \(coefficient), \(layer))", in: folder
      )
      let single = try #require((alone["measurements"] as? [[String: Any]])?.first)
      let (one, other) = (measurement["total"] as? NSDictionary, single["total"] as? NSDictionary)
      #expect(one == other)
      #expect(one?["texts"] as? Int == 3)
      #expect(measurement["code"] as? String == alone["vector"] as? String)
    }
  }

  @Test func `compare with prompting as the reference does`() throws {
    let goldens = try cases("prompting")
    #expect(goldens.count == 2)
    for golden in goldens {
      let prompt = try #require(golden["prompt"] as? String)
      let block = try #require(golden["block"] as? Int)
      let found = try record(
        ":against-prompting \"\(prompt)\" with=x(\" weddings are great\", \"\", 1, \(block)) k=4")
      let conditions = try #require(found["conditions"] as? [[String: Any]])
      for (condition, name) in zip(conditions, ["unsteered", "prompted", "steered"]) {
        let reference = try #require(golden[name] as? [String: Any])
        #expect(condition["tokens"] as? [Int] == reference["tokens"] as? [Int])
        try expectClose(condition["scores"], reference["scores"])
        try expectClose(condition["divergences"], reference["divergence"])
        try expectClose([condition["perplexity"]], [reference["perplexity"]])
      }
      let last = try #require(conditions.last)
      let shares = try #require(last["contributions"] as? [[String: Any]])
      #expect(shares.count == 4)
      // The divergence at the last position is that of the next-token distributions.
      try expectClose([last["divergence"]], [(last["divergences"] as? [Double])?.last])
    }
  }

  @Test func `find a sweep of layers most like prompting at the first`() throws {
    // Blanks, and at layer 0 what the words' embeddings have over blanks: the words themselves.
    let found = try record(
      ":against-prompting \"I went up to\" with=x(\" weddings\", \"\", 1, 1) layer=0..2")
    let conditions = try #require(found["conditions"] as? [[String: Any]])
    #expect(conditions.map { $0["vector.layer"] as? Int } == [nil, nil, 0, 1, 2])
    try expectClose(conditions[2]["scores"], conditions[1]["scores"])
    try expectClose(conditions[2]["divergences"], conditions[1]["divergences"])
    #expect(conditions[3]["scores"] as? [Double] != conditions[1]["scores"] as? [Double])
  }

  @Test func `keep what they know of prompting where a setting gives no numbers`() throws {
    let command = "let v = \(Self.love); :against-prompting \"I went up to\" coeff="
    let found = try record(command + "{1,3e38}")
    let conditions = try #require(found["conditions"] as? [[String: Any]])
    #expect(conditions.map { $0["v.coeff"] as? Double } == [nil, nil, 1])
    #expect(found["without_numbers"] as? [[Double]] == [[3e38]])
    #expect(found["interrupted"] as? Bool == false)
    let run = try ProgramRun(["-c", command + "{1,3e38}"])
    #expect(run.output.contains("predictions are no numbers at v.coeff 3e+38: left out"))
    let none = try ProgramRun(["-c", command + "{2e38,3e38}"])
    #expect(none.status == 1 && none.errors.contains("take a smaller coefficient"))
  }

  @Test func `read the stream through the lens as the reference does`() throws {
    let golden = try cases("lens")[0]
    let found = try record(":lens \"I hate you because\" with=\(Self.love) k=2")
    let readings = try #require(found["readings"] as? [[[String: Any]]])
    for side in ["unsteered", "steered"] {
      let guesses = readings.map { $0.map { $0[side] as? [[String: Any]] ?? [] } }
      #expect(guesses.allSatisfy { $0.allSatisfy { $0.count == 2 } })
      let tokens = guesses.map { $0.map { $0.first?["token"] as? Int ?? -1 } }
      #expect(tokens == golden["top_\(side)"] as? [[Int]])
      let values = guesses.map { $0.map { $0.first?["log_probability"] as? Double ?? 1 } }
      let reference = try #require(golden["top_log_probability_\(side)"] as? [[Double]])
      for (row, expected) in zip(values, reference) { try expectClose(row, expected) }
    }
    for (name, key) in [("divergence", "divergence"), ("entropy_steered", "steered_entropy")] {
      let reference = try #require(golden[name] as? [[Double]])
      #expect(reference.count == readings.count)
      for (row, expected) in zip(readings, reference) {
        try expectClose(row.map { $0[key] }, expected)
      }
    }
  }

  @Test func `see attention as the reference does`() throws {
    let tensors = try Checkpoint(file: Self.goldens.appending(path: "instruments.safetensors"))
    let goldens = try cases("attention")
    #expect(goldens.count == 2)
    for golden in goldens {
      let prompt = try #require(golden["prompt"] as? String)
      let block = try #require(golden["block"] as? Int)
      let head = try #require(golden["head"] as? Int)
      let key = try #require(golden["key"] as? String)
      let found = try record(
        ":attention \"\(prompt)\" layer=\(block) head=\(head) with=\(Self.love)")
      var sides: [[Double]] = []
      for side in ["unsteered", "steered"] {
        let rows = try #require(found[side] as? [[Double]])
        try expectClose(rows.flatMap { $0 }, try tensors.floats(key + side).map { Double($0) })
        sides.append(rows.flatMap { $0 })
      }
      let difference = try #require(found["difference"] as? [[Double]])
      try expectClose(difference.flatMap { $0 }, zip(sides[1], sides[0]).map { $0 - $1 })
    }
  }

  @Test func `write their figures to files at full precision`() throws {
    let folder = try TestFolder()
    let vector = "let love = \(Self.love)"
    for (command, rows) in [
      (":score \"I hate you because\"", 4), (":against-prompting \"I hate you\" layer=0..1", 4),
      (":lens \"I hate you because\" k=2", 4 * 5 * 2), (":attention \"I hate\" layer=1 head=0", 6),
    ] {
      let found = try record("\(vector); \(command) file=out.csv", in: folder)
      #expect(found["wrote"] as? [String] == ["out.csv"])
      let table = try String(contentsOf: folder.url.appending(path: "out.csv"), encoding: .utf8)
      #expect(table.split(separator: "\n").count == rows + 1, "\(command)")
      for suffix in ["html", "md", "svg", "jsonl"] {
        _ = try record("\(vector); \(command) file=out.\(suffix)", in: folder)
        let text = try String(
          contentsOf: folder.url.appending(path: "out.\(suffix)"), encoding: .utf8)
        #expect(text.contains("Love"), "\(command) \(suffix)")
      }
    }
  }
}
