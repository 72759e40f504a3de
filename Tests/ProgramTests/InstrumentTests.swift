import Foundation
import Testing

/// The commands that measure, against the figures of the reference in `Tests/Goldens`.
@Suite struct `Instruments at the prompt` {
  private static let goldens = TestFolder.package.appending(path: "Tests/Goldens")

  private func golden(_ key: String, _ index: Int) throws -> [String: Any] {
    let data = try Data(contentsOf: Self.goldens.appending(path: "instruments.json"))
    let all = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    return try #require((all[key] as? [[String: Any]])?[index])
  }

  /// The last answer to `commands` on a model of the goldens.
  private func answer(_ model: String, _ commands: String) throws -> [String: Any] {
    let run = try ProgramRun(
      ["--json", "--model", Self.goldens.appending(path: model).path, "-c", commands])
    #expect(run.status == 0, "\(run.errors) \(run.output)")
    return try #require(try run.records().last)
  }

  private func isClose(_ found: Any?, _ expected: Any?) -> Bool {
    guard let found = found as? Double, let expected = expected as? Double else { return false }
    return abs(found - expected) <= 1e-4 * max(1, abs(expected))
  }

  @Test(arguments: [("random", 1, 0), ("trained", 6, 3)])
  func `tell the next token as the reference does`(model: String, layer: Int, index: Int) throws {
    let found = try answer(
      model, ":next \"I hate you because\" sort=kl with=x(\"Love\",\"Hate\",5,\(layer))")
    let expected = try golden("next", index)
    #expect(found["position"] as? Int == expected["position"] as? Int)
    #expect((found["weights_sha256"] as? String)?.count == 64)
    for (name, key) in [
      ("kl", "divergence"), ("entropy_unsteered", "entropy_unsteered"),
      ("entropy_steered", "entropy_steered"),
    ] {
      #expect(isClose(found[name], expected[key]), "\(name)")
    }
    let kl = try #require(found["kl"] as? Double)
    let entropy = try #require(found["entropy_steered"] as? Double)
    #expect(isClose(found["kl_over_entropy"], kl / entropy))
    let tokens = try #require(found["tokens"] as? [[String: Any]])
    #expect(
      tokens.map { $0["token_id"] as? Int } == (expected["contributors"] as? [Int])?.map { $0 })
    let contributions = try #require(expected["contributions"] as? [Double])
    for (token, contribution) in zip(tokens, contributions) {
      #expect(isClose(token["kl_contribution"], contribution))
    }
  }

  @Test func `renormalize without ignored tokens, which come in no order first`() throws {
    let whole = try answer(
      "random", ":next \"I hate you because\" k=2560 with=x(\"Love\",\"Hate\",5,1)")
    let rows = try #require(whole["tokens"] as? [[String: Any]])
    func sum(_ key: String) -> Double { rows.reduce(0) { $0 + ($1[key] as? Double ?? 0) } }
    #expect(rows.count == 2560)
    #expect(isClose(sum("prob_unsteered"), 1.0))
    #expect(isClose(sum("prob_steered"), 1.0))
    #expect(isClose(sum("kl_contribution"), whole["kl"]))
    let greater = rows.map { row in
      max(row["prob_unsteered"] as? Double ?? 0, row["prob_steered"] as? Double ?? 0)
    }
    #expect(greater == greater.sorted(by: >))

    for order in ["prob", "change", "kl"] {
      let some = try answer(
        "random",
        ":next \"I hate you because\" k=2560 sort=\(order) ignore={\" love\",\" you\"} "
          + "with=x(\"Love\",\"Hate\",5,1)")
      let left = try #require(some["tokens"] as? [[String: Any]])
      #expect(left.count == 2558)
      #expect(!left.contains { [" love", " you"].contains($0["token"] as? String) })
      let total = left.reduce(0.0) { $0 + ($1["prob_steered"] as? Double ?? 0) }
      #expect(isClose(total, 1.0))
    }
  }

  @Test(arguments: [("random", 1, 0), ("trained", 6, 3)])
  func `tell effectiveness and disruption as the reference does`(
    model: String, layer: Int, index: Int
  ) throws {
    let expected = try golden("effect", index)
    let command =
      ":effect \"I went up to my friend and said\" tokens={\" wedding\",\" bride\"} "
      + "with=x(\" weddings\",\"\",1,\(layer))"
    for mode in ["all", "mask"] {
      let found = try answer(model, command + " mode=\(mode)")
      let rows = try #require(found["positions"] as? [[String: Any]])
      let effectiveness = try #require(expected["effectiveness"] as? [Double])
      let disruption = try #require(expected["disruption"] as? [Double])
      #expect(rows.count == effectiveness.count)
      let injected = try #require(expected["injected"] as? Int)
      for (position, row) in rows.enumerated() {
        #expect(row["is_injected"] as? Bool == (position < injected))
        if mode == "mask", position < injected {
          #expect(row["effectiveness"] is NSNull && row["disruption"] is NSNull)
        } else {
          #expect(isClose(row["effectiveness"], effectiveness[position]))
          #expect(isClose(row["disruption"], disruption[position]))
        }
      }
      let counted = Array(effectiveness.dropFirst(mode == "mask" ? injected : 0))
      let mean = counted.reduce(0, +) / Double(counted.count)
      #expect(isClose(found["mean_effectiveness"], mean))
    }
  }

  @Test(arguments: [("random", 1, 0), ("trained", 6, 2)])
  func `tell norms over layers as the reference does, and the trace of a run the same`(
    model: String, layer: Int, index: Int
  ) throws {
    let expected = try golden("norms", index)
    let vector = "with=x(\"Anger\",\"Calm\",1,\(layer))"
    let found = try answer(model, ":norms \"I think you're\" \(vector)")
    let rows = try #require(found["norms"] as? [[String: Any]])
    let stream = try #require(expected["prompt_norms"] as? [[Double]])
    let ratios = try #require(expected["ratios"] as? [[Double]])
    #expect(rows.count == stream.joined().count)
    for row in rows {
      let layer = try #require(row["layer"] as? Int)
      let position = try #require(row["position"] as? Int)
      #expect(isClose(row["stream_norm"], stream[layer][position]))
      if position < ratios[layer].count {
        #expect(isClose(row["ratio"], ratios[layer][position]))
      } else {
        #expect(row["ratio"] is NSNull)
      }
      if layer > 0 {
        #expect(isClose(row["growth"], stream[layer][position] / stream[layer - 1][position]))
      }
    }
    let growth = try #require(found["growth_by_position"] as? [Double])
    for (value, expected) in zip(growth, try #require(expected["growth"] as? [Double])) {
      #expect(isClose(value, expected))
    }

    let trace = try answer(model, ":next \"I think you're\" \(vector); :trace")
    let shifts = try #require(trace["shifts"] as? [[String: Any]])
    #expect(shifts.count == ratios[layer].count)
    for (position, shift) in shifts.enumerated() {
      #expect(shift["position"] as? Int == position)
      #expect(shift["hook"] as? String == "blocks.\(layer).hook_resid_pre")
      #expect(isClose(shift["ratio"], ratios[layer][position]))
    }
  }

  @Test(arguments: [
    "random(\"norm of\",x(\"Anger\",\"Calm\",3,6),seed=1)",
    "x(\"Anger\",\"Calm\",3,6,from=2)", "x(\"Anger\",\"Calm\",3,6,from=2,match=norm)",
    "x(\"Anger\",\"Calm\",3,6) + x(\"Love\",\"Hate\",3,8)",
    "random(\"entries of\",act(\" love\",3,6),seed=1) + act(\" hate\",2,6)",
  ])
  func `tell the norms that a run really adds, however a vector is made`(vector: String) throws {
    let found = try answer("trained", ":norms \"I think you're\" with=\(vector)")
    let trace = try answer("trained", ":next \"I think you're\" with=\(vector); :trace")
    let shifts = try #require(trace["shifts"] as? [[String: Any]])
    let norms = try #require(found["norms"] as? [[String: Any]])
    #expect(shifts.count >= 2)
    // A vector of one layer changes nothing before it; those of two are measured on the text alone.
    for shift in shifts where shift["hook"] as? String == "blocks.6.hook_resid_pre" {
      let row = try #require(
        norms.first {
          $0["hook"] as? String == shift["hook"] as? String
            && $0["position"] as? Int == shift["position"] as? Int
        })
      #expect(isClose(row["vector_norm"], shift["added_norm"]))
      #expect(isClose(row["stream_norm"], shift["stream_norm"]))
    }
  }

  @Test(arguments: [("front", 0), ("mid", 1), ("back", 3), ("1", 1)])
  func `align each row of an addition with its token`(place: String, start: Int) throws {
    let vector = "act(\" love\",4,1,at=\(place))"
    let found = try answer("trained", ":align \"I hate you because\" with=\(vector)")
    let rows = try #require(found["alignment"] as? [[String: Any]])
    #expect(rows.map { $0["position"] as? Int } == [start, start + 1])
    #expect(rows.map { $0["addition_token"] as? String } == ["<|endoftext|>", " love"])
    #expect(rows.allSatisfy { $0["coefficient"] as? Double == 4 })
    #expect(rows.allSatisfy { $0["placement"] as? String == place })
    let tokens = ["<|endoftext|>", "I", " hate", " you", " because"]
    #expect(rows.map { $0["prompt_token"] as? String } == Array(tokens[start...start + 1]))

    let trace = try answer(
      "trained", ":gen \"I hate you because\" n=2 tokens=5 seed=1 with=\(vector) ; :trace")
    let shifts = try #require(trace["shifts"] as? [[String: Any]])
    #expect(shifts.map { $0["position"] as? Int } == [start, start + 1])
    #expect(shifts.allSatisfy { $0["pass"] as? Int == 0 })
    #expect(trace["passes"] as? Int == 5)
    #expect((trace["warnings"] as? [String])?.isEmpty == true)
  }

  @Test func `say it loudly where a vector touched nothing`() throws {
    for vector in ["x(\"Love\",\"Love\",5,1)", "act(\"Love\",0,1)"] {
      let command = ":compare \"I hate you because\" n=1 tokens=3 seed=1 with=\(vector)"
      let found = try answer("random", command)
      let warnings = try #require(found["warnings"] as? [String])
      #expect(warnings.count == 1)
      #expect(warnings[0].contains("touched nothing"))
      let run = try ProgramRun(["--model", TestFolder.random.path, "-c", command])
      #expect(run.output.contains("warning:"))
      #expect(run.output.contains("touched nothing"))
    }
    let moved = try answer(
      "random", ":compare \"I hate you\" n=1 tokens=3 seed=1 with=act(\"Love\",1,1)")
    #expect(moved["warnings"] == nil)
  }

  @Test func `say under a comparison which tokens met`() throws {
    let run = try ProgramRun(
      [
        "--model", Self.goldens.appending(path: "trained").path, "-c",
        ":compare \"I hate you because\" n=1 tokens=3 seed=1 with=act(\" love\",4,6,at=2)",
      ])
    #expect(run.output.contains("layer 6 positions 2-3: ␣hate␣you < <|endoftext|> ␣love"))
  }
}
