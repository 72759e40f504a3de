import Interpreter
import Reports
import Testing

@Suite struct `The trace` {
  private func run(_ lines: String) -> CollectedOutput {
    let output = CollectedOutput()
    let session = Session(output: output, shelf: FixtureShelf())
    let outcome = session.run(
      """
      :load tiny
      :set seed=0 tokens=4 n=2
      let v = x("Love","Hate",1,6)
      \(lines)
      """)
    #expect(outcome == .done, "\(output.notes)")
    return output
  }

  private func additions(_ output: CollectedOutput) throws -> [[String: JSONValue]] {
    guard case .array(let rows)? = output.records.last?["additions"] else {
      Issue.record("no additions in \(output.records.last?.text ?? "")")
      return []
    }
    return rows.map { row in
      guard case .object(let members) = row else { return [:] }
      return Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.value) })
    }
  }

  @Test(arguments: [("sweep", "metric=kl", 1), ("sweep", "", 5), ("find", "max_kl=9", 1)])
  func `of many settings says of each what was added`(
    command: String, rest: String, passes: Int
  ) throws {
    let output = run(
      ":\(command) \"I hate you because\" v.coeff=0..4 step=2 v.layer={2,3} \(rest)\n:trace")
    let rows = try additions(output)
    #expect(rows.count == 6)
    for (row, setting) in zip(rows, [(0, 2), (0, 3), (2, 2), (2, 3), (4, 2), (4, 3)]) {
      #expect(row["v.coeff"] == .double(Double(setting.0)))
      #expect(row["v.layer"] == .double(Double(setting.1)))
      #expect(row["hook"] == .string("blocks.\(setting.1).hook_resid_pre"))
      #expect(row["positions"] == [0, 2])
      #expect(row["of_passes"] == .integer(passes))
      // The pass that reads the prompt, and the first of those that complete it.
      #expect(row["passes"] == .integer(passes == 1 ? 1 : 2))
    }
    guard case .double(let half)? = rows[2]["ratio_max"],
      case .double(let whole)? = rows[4]["ratio_max"]
    else {
      Issue.record("no ratios")
      return
    }
    #expect(abs(whole / half - 2) < 1e-5)
    #expect(rows[0]["ratio_max"] == .null && rows[0]["added_norm_max"] == .null)
    #expect(output.text.contains(":\(command), as it was run"))
    #expect(!output.text.contains("touched nothing"))
  }

  @Test(arguments: ["norms", "align"])
  func `of what is seen of a text is of the pass that read it`(command: String) throws {
    let output = run(
      """
      :next "I think" with=x("Anger","Calm",2,3)
      :\(command) "I hate you because"
      :trace
      :compare "I hate you because" n=1
      :trace
      """)
    let traces = output.records.filter { $0["cmd"] == "trace" }
    #expect(traces.count == 2)
    #expect(traces.map { $0["run"] } == [.string(command), "compare"])
    #expect(traces[0]["passes"] == 1)
    for column in ["hook", "position", "added_norm", "stream_norm", "ratio"] {
      let values = traces.map { trace -> [JSONValue] in
        guard case .array(let shifts)? = trace["shifts"] else { return [] }
        return shifts.map { $0[column] ?? .null }
      }
      #expect(values[0].count == 2)
      #expect(values[0] == values[1], "\(column)")
    }
  }

  @Test func `does not tell of an earlier run where a vector is too long to be added`() {
    let output = CollectedOutput()
    let session = Session(output: output, shelf: FixtureShelf())
    let outcome = session.run(
      """
      :load tiny
      :next "I hate you because" with=x("Love","Hate",1,6)
      :norms "I" with=act("Love is all there is",1,6)
      :trace
      """)
    #expect(outcome == .failed)
    #expect(output.text.contains("longer than the text and cannot be added"))
    #expect(output.notes.contains(":norms added nothing"))
  }

  @Test(arguments: ["norms", "align", "next"])
  func `warns where one run moved nothing`(command: String) {
    let output = run(":\(command) \"I hate you\" with=x(\"Love\",\"Love\",5,6)")
    #expect(output.text.contains("touched nothing"), "\(output.text)")
  }

  @Test func `of prompting under many settings says of each what was added`() throws {
    let rows = try additions(
      run(":against-prompting \"I hate you because\" layer=2..4\n:trace"))
    #expect(rows.compactMap { $0["v.layer"] } == [.double(2), .double(3), .double(4)])
    #expect(
      rows.compactMap { $0["hook"] } == (2...4).map { .string("blocks.\($0).hook_resid_pre") })
    #expect(rows.allSatisfy { $0["of_passes"] == .integer(1) && $0["positions"] == [0, 2] })
  }

  @Test func `of a sweep is that of a comparison under the same setting`() throws {
    let swept = try additions(
      run(":sweep \"I hate you because\" v.coeff={5} metric=kl\n:trace"))
    let output = run(":compare \"I hate you because\" with=5*v\n:trace")
    guard case .array(let shifts)? = output.records.last?["shifts"] else {
      Issue.record("no shifts")
      return
    }
    let norms = shifts.compactMap { shift -> Double? in
      guard case .double(let norm)? = shift["added_norm"], norm > 0 else { return nil }
      return norm
    }
    #expect(!norms.isEmpty)
    #expect(swept.first?["added_norm_max"] == norms.max().map { .double($0) })
    #expect(swept.first?["added_norm_min"] == norms.min().map { .double($0) })
  }

  @Test(arguments: [
    ":sweep \"I hate you because\" nil.coeff=0..4 step=2 metric=kl",
    ":sweep \"I hate you because\" nil.layer=0..2", ":find \"I hate you because\" nil.coeff=1..3",
    ":find \"I hate you because\" nil.coeff=1..3 metric=count words={love}",
  ])
  func `warns where no setting moved anything`(command: String) {
    let output = run("let nil = x(\"Love\",\"Love\",5,6)\n\(command)")
    #expect(output.text.contains("nil touched nothing"), "\(output.text)")
    guard case .array(let warnings)? = output.records.last?["warnings"] else {
      Issue.record("the record does not warn")
      return
    }
    #expect(warnings.count == 1)
  }

  @Test func `does not warn of a coefficient of 0 among others`() {
    let output = run(":sweep \"I hate you because\" v.coeff=-1..1 step=1 control=zero")
    #expect(!output.text.contains("touched nothing"), "\(output.text)")
  }
}
