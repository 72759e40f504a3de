import Foundation
import Reports
import RunLog
import SessionLanguage

/// Does a kept run again, from the state in which it was typed, beside the present session.
struct RunRepetition {
  let run: LoggedRun
  let outputs: [LoggedOutput]
  let call: Call

  /// The answer of the same command, and whether it is the same answer.
  func answer(in session: Session) throws -> Answer {
    // Names of files count from where it was typed.
    let files = FileManager.default
    let here = files.currentDirectoryPath
    if let folder = run.folder, folder != here, !files.changeCurrentDirectoryPath(folder) {
      session.output.note(
        StyledText(
          "the folder it was run in is gone, so files are looked for here: \(folder)", .dim))
    }
    defer { _ = files.changeCurrentDirectoryPath(here) }
    let other = try restored(session)
    var answer: Answer
    do {
      answer = try other.answer(line: run.line, for: call)
    } catch let mistake as Diagnostic {
      throw Diagnostic(
        "run \(run.id ?? 0) cannot be repeated: \(mistake.message)", at: call.range,
        hint: mistake.hint)
    }
    session.lastResult = answer
    if let completions = answer.completions { session.lastCompletions = (completions, run.id) }
    let verdict = self.verdict(answer, other.state.model?.checksum, session)
    answer.isResult = false
    answer.blocks.append(
      .text(StyledText(" run \(run.id ?? 0) again: \(verdict.text)", verdict.isSame ? .dim : .loss))
    )
    answer.fields += [
      .init("repeats", .integer(Int(run.id ?? 0))), .init("same", .bool(verdict.isSame)),
    ]
    return answer
  }

  /// A session of the same output in the state the record tells of.
  private func restored(_ session: Session) throws -> Session {
    let quiet = Session(output: CollectedOutput(), shelf: session.shelf, catalog: session.catalog)
    var lines = run.script.split(separator: "\n").map(String.init)
    // What is loaded already need not be loaded again.
    let load = session.state.script.split(separator: "\n").first { $0.hasPrefix(":load ") }
    if let model = session.state.model, let load, model.checksum == run.weightsSHA256,
      lines.contains(String(load))
    {
      quiet.state.model = model
      lines.removeAll { $0.hasPrefix(":load ") }
    }
    guard quiet.runStatements(lines.joined(separator: "\n"), from: .named("run")) == .done else {
      let reason = (quiet.output as? CollectedOutput)?.notes ?? ""
      let sentence = reason.split(separator: "error: ").last.map(String.init) ?? reason
      throw Diagnostic(
        "run \(run.id ?? 0) cannot be repeated: "
          + (sentence.split(separator: "\n").first.map(String.init) ?? "its state is lost"),
        at: call.range)
    }
    let other = Session(output: session.output, shelf: session.shelf, catalog: session.catalog)
    other.state = quiet.state
    for form in SettingForm.all where form.topic == .display || form.topic == .machine {
      other.state.settings[form.name] = session.state.settings[form.name]
    }
    if let seed = run.seed.flatMap({ Int(exactly: $0) }) {
      other.state.settings["seed"] = .integer(seed)
    }
    other.lastPrompt = run.prompt
    return other
  }

  private func verdict(
    _ answer: Answer, _ weights: String?, _ session: Session
  ) -> (text: String, isSame: Bool) {
    let again = answer.completions?.outputs ?? []
    if JSONValue.object(answer.fields).text == run.record {
      return (again.isEmpty ? "the same in every figure" : "the same tokens", true)
    }
    if !outputs.isEmpty, again.map(\.tokens) == outputs.map(\.tokens) {
      return ("the same tokens", true)
    }
    if weights != run.weightsSHA256 {
      return ("another answer: the weights are others by now", false)
    }
    if let program = session.record?.program, program != run.program {
      return ("another answer: it was made by \(run.program), this is \(program)", false)
    }
    if run.record.contains("\"interrupted\":true") {
      return ("another answer: it was stopped then", false)
    }
    return ("another answer", false)
  }
}
