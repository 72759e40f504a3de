import Foundation
import Generation
import Reports
import RunLog
import SessionLanguage

/// Runs `:rate criterion=happy`.
struct RateCommand: Command {
  let form = CommandForm("rate", takesOptions: true)
  let help = CommandHelp(
    .completions, ":rate [criterion=WORD] [seed=N] [file=NAME]",
    "has you rate the last completions from 1 to 5 without telling which side they are from",
    details: [
      "One key each, in random order; Backspace takes the last back, Esc stops and keeps the rest.",
      "The mean of each side is shown at the end and kept with the run.",
    ],
    examples: [
      ":compare \"I hate you because\" with=x(\"Love\",\"Hate\",5,6) n=3", ":rate criterion=happy",
    ],
    options: ["criterion", "seed"], exports: true, related: ["compare", "runs"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    try call.allow(help.options)
    let criterion = try call.word(of: "criterion")?.node ?? "happy"
    let seed = try seed(call, session)
    guard let last = session.lastCompletions else {
      throw Diagnostic(
        "there is nothing to rate yet", at: call.name.range,
        hint: session.firstRun)
    }
    guard let keyboard = session.output.keyboard() else {
      throw Diagnostic(
        "rating needs a person at the keyboard", at: call.name.range,
        hint: "start actadd at a terminal, without a file, -c or --json")
    }
    var rating = BlindRating(
      last.completions, criterion: criterion, seed: seed)
    rating.ask(keyboard, session.output)
    return answer(rating, try kept(rating, last.run, call, session), run: last.run)
  }

  private func seed(_ call: Call, _ session: Session) throws -> UInt64 {
    guard let value = try call.value(of: "seed"), let form = SettingForm.named("seed") else {
      return session.seed(Settings())
    }
    var settings = Settings()
    settings["seed"] = try form.read(value)
    return session.seed(settings)
  }

  /// Keeps the scores with the run they belong to; the sentence that says so.
  private func kept(
    _ rating: BlindRating, _ run: Int64?, _ call: Call, _ session: Session
  ) throws -> String {
    guard !rating.scores.isEmpty else { return "nothing rated" }
    guard let run, let record = session.record else {
      return "not kept: the run itself was not"
    }
    let rated = LoggedRun.time(Date())
    try session.reading(record, call) { () throws(RunLogError) in
      try record.keep(rating.logged(run: run, rated: rated))
    }
    return "kept with run \(run)"
  }

  private func answer(_ rating: BlindRating, _ remark: String, run: Int64?) -> Answer {
    var table = Table(columns: [
      .init("side"), .init("rated", .right), .init("mean", .right), .init("scores"),
    ])
    for side in rating.sides {
      table.rows.append([
        StyledText(Escaping.escaped(side.name), side.isSteered ? .steered : .plain),
        StyledText("\(side.scores.count)", .number),
        StyledText(side.mean.map { Figures.decimal($0) } ?? "–", .number),
        StyledText(side.scores.map(String.init).joined(separator: " "), .dim),
      ])
    }
    let line =
      " how \(rating.criterion) · \(rating.scores.count) of \(rating.order.count) rated · "
      + "order by seed \(rating.seed) · \(remark)"
    return Answer(
      "rate", [.table(table), .text(StyledText(Escaping.escaped(line), .dim))],
      rating.fields + [.init("run", run.json)],
      data: [DataTable("ratings", objects: rating.records)])
  }
}
