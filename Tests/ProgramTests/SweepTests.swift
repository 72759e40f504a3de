import Foundation
import Testing

@Suite struct `A sweep from the command line` {
  private static let love = "let love = x(\"Love\",\"Hate\",5,6); :set seed=3 tokens=8 n=2\n"

  private func run(_ commands: String) throws -> [[String: Any]] {
    let run = try ProgramRun(["--json", "-c", Self.love + commands])
    #expect(run.status == 0, "\(run.errors)")
    return try run.records()
  }

  @Test func `lists every setting and every cell`() throws {
    let record = try #require(
      try run(
        ":sweep \"I hate you because\" love.layer={2,6} love.coeff=-5..5 step=5 words={love, adore}"
      ).last)
    #expect(record["cmd"] as? String == "sweep")
    #expect(record["seed"] as? Int == 3)
    #expect((record["weights_sha256"] as? String)?.count == 64)
    let additions = try #require(record["additions"] as? [[String: Any]])
    #expect(
      additions.map { $0["code"] as? String } == [
        #"x("Love", "Hate", -5, 2)"#, #"x("Love", "Hate", 0, 2)"#, #"x("Love", "Hate", 5, 2)"#,
        #"x("Love", "Hate", -5, 6)"#, #"x("Love", "Hate", 0, 6)"#, #"x("Love", "Hate", 5, 6)"#,
      ])
    #expect(additions[3]["love.layer"] as? Double == 6)
    #expect(additions[3]["love.coeff"] as? Double == -5)
    let cells = try #require(record["cells"] as? [[String: Any]])
    #expect(cells.count == 7)
    #expect(cells.map { $0["index"] as? Int } == Array(0..<7))
    #expect(cells[0]["addition"] is NSNull && cells[0]["kl"] as? Double == 0)
    for cell in cells {
      for metric in ["loss", "kl", "count", "success", "distinct"] {
        #expect(cell[metric] is Double, "\(metric)")
      }
      #expect((cell["completions"] as? [[String: Any]])?.count == 2)
    }
    // Nothing added is nothing changed.
    for index in [2, 5] {
      #expect(
        (cells[index]["completions"] as? NSArray) == (cells[0]["completions"] as? NSArray))
    }
  }

  @Test func `gives in each cell what compare gives`() throws {
    let records = try run(
      """
      :sweep "I hate you because" love.coeff={5,9}
      love.coeff = 9
      :compare "I hate you because"
      """)
    let cells = try #require(
      records.first { $0["cmd"] as? String == "sweep" }?["cells"] as? [[String: Any]])
    let pairs = try #require(records.last?["pairs"] as? [[String: [String: Any]]])
    for (sample, pair) in pairs.enumerated() {
      for (side, cell) in [("unsteered", 0), ("steered", 2)] {
        let completions = try #require(cells[cell]["completions"] as? [[String: Any]])
        #expect(completions[sample]["loss"] as? Double == pair[side]?["loss"] as? Double)
        let tokens = try #require(pair[side]?["tokens"] as? [Int])
        #expect(completions[sample]["tokens"] as? [Int] == Array(tokens.prefix { $0 != 0 }))
      }
    }
  }

  @Test func `leaves the vector as it was`() throws {
    let records = try run(":sweep \"I hate you because\" love.coeff=0..9 metric=kl\nlove")
    #expect(records.last?["vector"] as? String == #"x("Love", "Hate", 5, 6)"#)
  }

  @Test func `reads its prompts from a file, one a line`() throws {
    let folder = try TestFolder()
    let file = folder.url.appending(path: "prompts.txt")
    try Data("I hate you because\n\nI went up to my friend and said\n".utf8).write(to: file)
    let record = try #require(
      try run(":sweep prompts=\"\(file.path)\" love.coeff={1,2} metric=kl").last)
    #expect((record["prompts"] as? [String])?.count == 2)
    #expect((record["cells"] as? [Any])?.count == 6)
  }

  @Test func `counts a prompt once that is given twice`() throws {
    let folder = try TestFolder()
    let file = folder.url.appending(path: "prompts.txt")
    try Data("I hate you because\nI think you're\nI hate you because\n".utf8).write(to: file)
    let commands =
      Self.love
      + ":sweep \"I hate you because\" prompts=\"\(file.path)\" love.coeff={1,2} metric=kl"
    let record = try #require(try ProgramRun(["--json", "-c", commands]).records().last)
    #expect(record["prompts"] as? [String] == ["I hate you because", "I think you're"])
    #expect(try ProgramRun(["-c", commands]).output.contains("2 repeated prompts left out"))
  }

  @Test func `sweeps a control beside`() throws {
    let record = try #require(
      try run(":sweep \"I hate you because\" love.coeff={0,5} control=random metric=kl").last)
    let additions = try #require(record["additions"] as? [[String: Any]])
    #expect(additions.count == 4)
    #expect(
      additions[3]["code"] as? String
        == #"random("norm of", x("Love", "Hate", 5, 6), seed=3)"#)
    #expect(additions[3]["control"] as? String == "random")
    let cells = try #require(record["cells"] as? [[String: Any]])
    #expect((cells[4]["kl"] as? Double ?? 0) > 0)
  }

  @Test(arguments: [40, 60, 80, 120, 200]) func `fits any width`(width: Int) throws {
    let run = try ProgramRun([
      "-c",
      ":set width=\(width)\n" + Self.love + """
        :sweep "I hate you because" love.coeff=-10..10 words={love} control=random
        :sweep "I hate you because" love.layer=0..11 love.coeff=-10..10 step=5 metric={kl,p} token=" you"
        :find "I hate you because" love.coeff=0..20 max_kl=1
        """,
    ])
    #expect(run.status == 0, "\(run.errors)")
    for line in run.output.split(separator: "\n") { #expect(line.count <= width, "\(line)") }
    #expect(run.output.contains("best"))
  }

  @Test(arguments: [
    ("love.coef=-5..5", "only coeff, layer, at, dims, from and seed can be swept"),
    ("love.plus=1..2", "can be swept"), ("wed.coeff=1..2", "no vector named wed"),
    ("love.layer=0..99", "has no layer 12"), ("love.coeff=5..1", "runs backwards"),
    ("love.layer=0..2 step=0.5", "whole numbers"), ("love.coeff=0..1e9 step=1", "more than 1000"),
    ("", "expected what to sweep"), ("love.coeff=1..2 metric=wonder", "no metric named wonder"),
    ("love.coeff=1..2 metric=count", "needs the words"), ("love.coeff=1..2 metric=p", "token"),
    ("love.coeff=1..2 token=\"I went up to\"", "one token"),
    ("love.coeff=1..2 control=magic", "random, zero or shuffled"),
    ("love.coeff=1..2 love.coeff=1..3", "said twice"), ("love.at=0..90", "ends at position"),
    ("love.seed=0..2", "only a random vector"), ("prompts=/nowhere love.coeff=1..2", "no file"),
  ]) func `says what is wrong`(rest: String, part: String) throws {
    let run = try ProgramRun(["-c", Self.love + ":sweep \"I hate you because\" \(rest)"])
    #expect(run.status == 1)
    #expect(run.errors.components(separatedBy: "error:").count == 2, "\(run.errors)")
    let sentence = run.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(sentence.contains(part), "\(sentence)")
  }

  @Test func `finds the strongest setting within a budget`() throws {
    let records = try run(
      """
      :sweep "I hate you because" love.coeff=0..20 metric=kl
      :find "I hate you because" love.coeff=0..20 max_kl=0.5
      :find "I hate you because" love.coeff=1..20 max_kl=1e-9
      """)
    let cells = try #require(records[records.count - 3]["cells"] as? [[String: Any]])
    let prices = cells.dropFirst().compactMap { $0["kl"] as? Double }
    // At 0 nothing is added, which is no strength.
    let within = prices.filter { $0 > 0 && $0 <= 0.5 }
    let found = records[records.count - 2]
    #expect(found["kl"] as? Double == within.max())
    #expect(found["within"] as? Int == within.count)
    let index = try #require(prices.firstIndex { $0 == within.max() })
    #expect(found["setting"] as? String == "love.coeff = \(index)")
    #expect(records.last?["setting"] is NSNull)
  }

  @Test func `never names a setting at which nothing is added`() throws {
    let commands = """
      :find "I hate you because" love.coeff=0..20 step=5 max_kl=1e-6
      :sweep "I hate you because" love.coeff={0,5} metric=kl
      """
    let records = try run(commands)
    let found = records[records.count - 2]
    #expect(found["setting"] is NSNull && found["within"] as? Int == 0)
    #expect((found["prices"] as? [Any])?.count == 5)
    let run = try ProgramRun(["-c", Self.love + commands])
    #expect(run.output.contains("no setting that steers is within"), "\(run.output)")
    #expect(run.output.contains("at love.coeff = 5 "), "\(run.output)")
  }
}

@Suite struct `Parts of a sweep` {
  private static let script = """
    let love = x("Love","Hate",5,6)
    :set seed=3 tokens=8 n=2
    :sweep "I hate you because" love.coeff=-10..10 step=2 words={love, hate} control=random
    :tokens "Love"
    :sweep "I hate you because" love.layer=0..11 love.coeff=1..3 metric=kl
    :perplexity texts.txt shipping.csv love.layer=0..4 love.coeff={1,2} mask=on
    :perplexity texts.txt
    let nil = x("Love","Love",5,6)
    :sweep "I hate you because" nil.coeff={0,3} metric=kl

    """

  /// The lines, without the time that each took.
  private func lines(_ output: String) -> [String] {
    output.split(separator: "\n").map { line in
      String(line.replacing(/,"ms":[0-9.e+-]+\}$/, with: "}"))
    }
  }

  @Test func `joined are the whole, byte for byte`() throws {
    let folder = try TestFolder()
    let script = folder.url.appending(path: "s.actadd")
    try Data(Self.script.utf8).write(to: script)
    try Data("I love weddings. No!\nThe bride wore a white dress.".utf8)
      .write(to: folder.url.appending(path: "texts.txt"))
    try Data("text,label\nA ship sails.,ships\nIt carries iron and coal.,goods\n".utf8)
      .write(to: folder.url.appending(path: "shipping.csv"))
    let whole = try ProgramRun(["--json", script.path], folder: folder.url)
    #expect(whole.status == 0, "\(whole.errors)")
    var files: [String] = []
    for part in [2, 3, 1] {
      let run = try ProgramRun(
        ["--json", "--shard", "\(part)/3", script.path], folder: folder.url)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.utf8.count < whole.output.utf8.count)
      let file = folder.url.appending(path: "part\(part)")
      try Data(run.output.utf8).write(to: file)
      files.append(file.path)
    }
    let merged = try ProgramRun(["merge"] + files)
    #expect(merged.status == 0, "\(merged.errors)")
    #expect(lines(merged.output) == lines(whole.output))
    #expect(merged.output.contains("\"cells\":[{\"index\":0"))
    let corpora = try merged.records().suffix(4).prefix(2)
      .map { $0["measurements"] as? [[String: Any]] }
    #expect(corpora.map { $0?.count } == [10, 1])
    #expect(corpora[0]?.map { $0["index"] as? Int } == Array(0..<10))

    for (given, part) in [
      (Array(files.dropLast()), "part 1 of 3 is missing"), ([files[0], files[0]], "is missing"),
      (files + [files[0]], "4 files were given for 3 parts"), (["/nowhere"], "cannot be read"),
      ([script.path], "is not what --json writes"),
    ] {
      let refused = try ProgramRun(["merge"] + given)
      #expect(refused.status == 1)
      #expect(refused.output.isEmpty)
      #expect(refused.errors.contains(part), "\(refused.errors)")
    }
  }

  @Test func `need one seed`() throws {
    let run = try ProgramRun([
      "--json", "--shard", "1/2", "-c",
      "let love = x(\"Love\",\"Hate\",5,6); :sweep \"I hate you because\" love.coeff=1..2",
    ])
    #expect(run.status == 1)
    #expect(run.errors.contains("need one seed"))
  }

  @Test(arguments: ["0/3", "4/3", "3", "a/b", "1/0", ""])
  func `are numbered`(text: String) throws {
    let run = try ProgramRun(["--shard", text, "-c", ":list"])
    #expect(run.status == 2)
    #expect(run.errors.contains("such as 3/16"))
  }
}

@Suite struct `Controls and transplants` {
  private func run(_ commands: String) throws -> [[String: Any]] {
    let run = try ProgramRun(["--json", "-c", commands])
    #expect(run.status == 0, "\(run.errors)")
    return try run.records()
  }

  @Test(arguments: [
    (#"x("Anger","Calm",10, from=2, layer=9)"#, #"x("Anger", "Calm", 10, 9, from=2)"#),
    (
      #"x("Anger","Calm",10, from=2, layer=9, match=norm)"#,
      #"x("Anger", "Calm", 10, 9, from=2, match=norm)"#
    ),
    (
      #"act("Love",-2,"blocks.3.hook_mlp_out",from="blocks.1.hook_attn_out")"#,
      #"act("Love", -2, "blocks.3.hook_mlp_out", from="blocks.1.hook_attn_out")"#
    ),
    (
      #"random("norm of", x("Love","Hate",5,6), seed=7)"#,
      #"random("norm of", x("Love", "Hate", 5, 6), seed=7)"#
    ),
    (
      #"-2*random("entries of", x("Love","Hate",5,6) + act("a",1,3)) + act("b",1,2)"#,
      #"-2*random("entries of", x("Love", "Hate", 5, 6) + act("a", 1, 3), seed=0) + act("b", 1, 2)"#
    ),
  ]) func `print back as the code that makes them`(code: String, printed: String) throws {
    let first = try run("let v = \(code)")
    #expect(first.last?["vector"] as? String == printed)
    let second = try run("let v = \(printed)\nv\n:show v")
    #expect(second[1]["vector"] as? String == printed)
    let folder = try TestFolder()
    let file = folder.url.appending(path: "s.actadd").path
    let saved = try run("let v = \(code)\n:save \"\(file)\"\n:restore \"\(file)\"\nv")
    #expect(saved.last?["vector"] as? String == printed)
  }

  @Test func `have fields`() throws {
    let records = try run(
      """
      let v = random("norm of", x("Love","Hate",5,6), seed=7)
      v.seed = 8 ; v.coeff = 3 ; v.layer += 1 ; v.at = back ; v.minus = "Anger"
      v.from = 2 ; v.match = norm
      v.seed ; v.layer
      """)
    let code = records.compactMap { $0["vector"] as? String }.last
    #expect(
      code
        == #"3*random("norm of", x("Love", "Anger", 5, 7, at=back, from=2, match=norm), seed=8)"#)
    #expect(records.suffix(2).map { $0["value"] as? Double } == [8, 7])
  }

  @Test(arguments: [
    (#"random("size of", x("a","b",1,2))"#, "random takes"),
    (#"random("norm of")"#, "random needs vector"),
    (#"random("norm of", x("a","b",1,2), seed=-1)"#, "seed must be"),
    (#"random("norm of", x("a","b",1,2), at=back)"#, "random has no option at"),
    (#"x("a","b",1,2, match=size)"#, "match must be norm or none"),
    (#"x("a","b",1,2, from=99)"#, "has no layer 99"),
  ]) func `say what is wrong`(code: String, part: String) throws {
    let run = try ProgramRun(["-c", "let v = \(code)"])
    #expect(run.status == 1)
    #expect(run.errors.contains(part), "\(run.errors)")
  }

  @Test func `are sides of a comparison, under the same noise`() throws {
    let records = try run(
      """
      let love = x("Love","Hate",5,6)
      :set seed=4 n=2 tokens=8
      :compare "I hate you because" control=zero
      :compare "I hate you because" control=random
      :compare "I hate you because" with=random("norm of", love, seed=4)
      :compare "I hate you because" control=shuffled
      """)
    let pairs = records.suffix(4).compactMap { $0["pairs"] as? [[String: [String: Any]]] }
    #expect(pairs.count == 4)
    func side(_ run: Int, _ name: String) -> [NSDictionary] {
      pairs[run].compactMap { $0[name].map { NSDictionary(dictionary: $0) } }
    }
    #expect(side(0, "steered_2") == side(0, "unsteered"))
    #expect(side(1, "steered") == side(0, "steered"))
    #expect(side(1, "steered_2") == side(2, "steered"))
    #expect(side(3, "steered_2") != side(1, "steered_2"))
  }
}
