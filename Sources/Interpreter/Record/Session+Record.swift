import Foundation
import Reports
import RunLog
import SessionLanguage

extension Session {
  /// The width in which answers are kept as text.
  private static let reportWidth = 100

  /// Keeps a result with all that is needed to repeat it, and gives its number.
  ///
  /// A record that cannot be written costs one warning; the session goes on without it.
  func keep(
    _ answer: Answer, _ line: String, from state: SessionState, seconds: Double
  ) -> Int64? {
    guard let record, state.settings.isOn("record"), !hasToldOfLostRuns else { return nil }
    var state = state
    // How it looked then is nothing to repeat.
    for form in SettingForm.all where form.topic == .display || form.topic == .machine {
      state.settings[form.name] = form.fallback
    }
    let run = LoggedRun(
      answer, line: line, script: state.script, program: record.program, seconds: seconds,
      report: PlainRendering(Layout(width: Self.reportWidth)).text(.stack(answer.blocks)))
    do {
      return try record.keep(run, answer.completions?.outputs ?? [])
    } catch {
      hasToldOfLostRuns = true
      output.note(
        StyledText(
          "warning: this session's runs are not kept in \(record.path): \(error)", .dim))
      output.note(
        StyledText("hint:  ", .dim) + StyledText(":set record=off", .hint)
          + StyledText(
            error.isAboutTheFile ? "   (ACTADD_RECORD=FILE actadd names another file)" : "", .dim))
      return nil
    }
  }

  /// A statement as it can be said again without what came before it: `:again` as what it repeats.
  func line(of statement: Located<Statement>, _ text: String) -> String {
    guard case .command(let invocation) = statement.node, let lastRun,
      invocation.name.node == AgainCommand().form.name
    else { return statement.range.text(in: text) }
    let options = lastRun.call.options.filter { $0.name.node != "file" }
      .map { " \($0.name.node)=\($0.value.node)" }
    return ":\(lastRun.call.name.node) \(lastRun.prompt.quoted)\(options.joined())"
  }

  /// The record, for a command that reads it.
  func neededRecord(_ call: Call) throws(Diagnostic) -> RunDatabase {
    if let record { return record }
    throw Diagnostic(
      "this session keeps no runs", at: call.name.range, hint: Self.recordRemark)
  }

  /// Does what reads or writes the record; what goes wrong is said of its file.
  func reading<Result>(
    _ record: RunDatabase, _ call: Call, _ body: () throws(RunLogError) -> Result
  ) throws(Diagnostic) -> Result {
    do { return try body() } catch {
      throw Diagnostic(
        "the record in \(record.path): \(error)", at: call.name.range,
        hint: error.isAboutTheFile
          ? "start actadd with ACTADD_RECORD=FILE to name another file" : nil)
    }
  }
}

extension LoggedRun {
  /// An answer with what came before it.
  fileprivate init(
    _ answer: Answer, line: String, script: String, program: String, seconds: Double,
    report: String
  ) {
    let fields = JSONValue.object(answer.fields)
    self.init(
      started: Self.time(Date(timeIntervalSinceNow: -seconds)), seconds: seconds,
      program: program, command: answer.command, line: line, script: script,
      folder: FileManager.default.currentDirectoryPath,
      model: fields["model"]?.string, weightsSHA256: fields["weights_sha256"]?.string,
      prompt: (fields["prompt"] ?? fields["text"])?.string,
      vectors: Self.vectors(of: fields), seed: fields["seed"]?.whole.flatMap { Int64(exactly: $0) },
      settings: fields["settings"]?.text, record: fields.text, report: report)
  }

  /// The code of each vector, one a line.
  private static func vectors(of fields: JSONValue) -> String? {
    guard case .array(let vectors)? = fields["vectors"] else { return fields["vector"]?.string }
    let codes = vectors.compactMap { $0["code"]?.string ?? $0.string }
    return codes.isEmpty ? nil : codes.joined(separator: "\n")
  }

  /// A moment in UTC as SQLite's own functions read it: `2026-01-31 12:05:59`.
  static func time(_ date: Date) -> String {
    date.formatted(Date.ISO8601FormatStyle(dateTimeSeparator: .space)).replacing("Z", with: "")
  }
}
