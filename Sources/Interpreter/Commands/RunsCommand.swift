import Reports
import RunLog
import SessionLanguage

/// Runs `:runs`, `:runs search adore`, `:runs show 12`, `:runs repeat 12`, `:runs export`.
struct RunsCommand: Command {
  let form = CommandForm("runs", .words, takesOptions: true)
  let help = CommandHelp(
    .session, ":runs [COUNT | search WORD | show N | repeat N | export file=NAME]",
    "lists the runs that were kept, in this session and before",
    details: [
      "Every result is kept with all that is needed to repeat it; :set record=off keeps none.",
      "search looks in commands, prompts, vectors, models and outputs; show gives one in full;",
      "repeat does one again from where it was typed, and says whether the same tokens came;",
      "export writes all of them to a file: a row a completion, and a row a run.",
      "The record is one SQLite file, described in Examples/record.md.",
    ],
    examples: [
      ":compare \"I hate you because\" with=x(\"Love\",\"Hate\",5,6) n=2 seed=1", ":runs",
      ":runs search love", ":runs show 1", ":runs repeat 1", ":runs export file=runs.csv",
    ],
    exports: true,
    words: .explained([
      "search": "lists those with a word in them", "show": "shows one in full",
      "repeat": "does one again", "export": "writes all of them to a file",
    ]), followers: ["show": .run, "repeat": .run, "": .other], related: ["rate", "last"])

  /// Runs listed where no count is given.
  private static let listed = 20

  func run(_ call: Call, in session: Session) throws -> Answer {
    try call.allow(help.options)
    let words = call.words
    let record = try session.neededRecord(call)
    if let file = call.options.first, words.first?.node != "export" {
      throw Diagnostic(
        "only export writes a file", at: file.name.range, hint: ":runs export file=runs.csv")
    }
    switch words.first?.node {
    case nil: return try list(Self.listed, record, call, session)
    case "search":
      let word = try argument(of: call, "search for what?", "search love")
      let found = try session.reading(record, call) { () throws(RunLogError) in
        try record.runs(with: word.node)
      }
      return RunList(found, none: "no run has \(word.node.quoted) in it", word: word.node).answer
    case "show":
      return RunPage(try kept(call, record, session), try outputs(call, record, session)).answer
    case "repeat":
      let run = try kept(call, record, session)
      return try RunRepetition(run: run, outputs: try outputs(call, record, session), call: call)
        .answer(in: session)
    case "export":
      try nothing(after: 1, call)
      guard !call.options.isEmpty else {
        throw Diagnostic("expected file=", at: call.end, hint: ":runs export file=runs.csv")
      }
      return try session.reading(record, call) { () throws(RunLogError) in
        try RunExport(record).answer
      }
    case let word?:
      guard let count = Int(word), count > 0 else {
        let known = ["search", "show", "repeat", "export"]
        let near = Spelling.nearest(to: word, among: known)
        throw Diagnostic(
          "expected a number, or \(known.listed)", at: words[0].range,
          hint: near.map { "did you mean :runs \($0)?" } ?? ":runs show 1")
      }
      try nothing(after: 1, call)
      return try list(count, record, call, session)
    }
  }

  private func list(
    _ count: Int, _ record: RunDatabase, _ call: Call, _ session: Session
  ) throws -> Answer {
    let runs = try session.reading(record, call) { () throws(RunLogError) in
      try record.latest(count)
    }
    return RunList(runs, none: "no run is kept yet").answer
  }

  /// The run whose number is given.
  private func kept(
    _ call: Call, _ record: RunDatabase, _ session: Session
  ) throws -> LoggedRun {
    let verb = call.words[0].node
    let word = try argument(of: call, "which run?", "\(verb) 1")
    guard let number = Int64(word.node), number > 0 else {
      throw Diagnostic("expected the number of a run", at: word.range, hint: ":runs \(verb) 1")
    }
    let run = try session.reading(record, call) { () throws(RunLogError) in
      try record.run(number)
    }
    if let run { return run }
    let last = try session.reading(record, call) { () throws(RunLogError) in
      try record.latest(1)
    }.first?.id
    throw Diagnostic(
      "there is no run \(number)", at: word.range,
      hint: last.map { "the last is :runs \(verb) \($0)" } ?? "no run is kept yet")
  }

  private func outputs(
    _ call: Call, _ record: RunDatabase, _ session: Session
  ) throws -> [LoggedOutput] {
    let number = call.words.dropFirst().first.flatMap { Int64($0.node) } ?? 0
    return try session.reading(record, call) { () throws(RunLogError) in
      try record.outputs(of: number)
    }
  }

  /// The one word after `show`, `search` or `repeat`.
  private func argument(
    of call: Call, _ question: String, _ example: String
  ) throws -> Located<String> {
    guard let word = call.words.dropFirst().first else {
      throw Diagnostic(question, at: call.end, hint: ":runs \(example)")
    }
    try nothing(after: 2, call)
    return word
  }

  private func nothing(after count: Int, _ call: Call) throws {
    guard let stray = call.values.dropFirst(count).first else { return }
    throw Diagnostic("unexpected \(stray.node)", at: stray.range)
  }
}
