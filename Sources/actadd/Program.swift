import Foundation
import Generation
import Interpreter
import Reports
import RunLog
import Terminal

/// One run of the program: its output, its session, and where the commands come from.
final class Program {
  let environment = ProcessInfo.processInfo.environment
  let terminal: TerminalOutput
  let session: Session
  /// Whether a person is at both ends.
  let isInteractive: Bool
  private let isJSON: Bool
  private let model: String?
  private let readsStartFile: Bool
  private let lossOfAnswers: () -> String?

  init(
    model: String?, isJSON: Bool, echoes: Bool, appearance: Appearance, confirmsAll: Bool,
    readsStartFile: Bool
  ) {
    (self.model, self.isJSON, self.readsStartFile) = (model, isJSON, readsStartFile)
    terminal = TerminalOutput(environment: environment, appearance: appearance)
    let json = isJSON ? JSONOutput(environment: environment) : nil
    let output: any SessionOutput = json ?? terminal
    lossOfAnswers = { [terminal] in json == nil ? terminal.lossOfAnswers : json?.lossOfAnswers }
    isInteractive =
      !isJSON && Descriptor.standardInput.isTerminal && Descriptor.standardOutput.isTerminal
    session = Session(
      output: output, shelf: ProgramShelf(environment, confirmsAll: confirmsAll),
      record: RunDatabase(environment: environment, program: "actadd \(Session.version)"))
    session.showsCommands = echoes
  }

  /// Runs the commands of a file; the status to leave with.
  func runFile(_ path: String) -> Int32 {
    guard FileManager.default.fileExists(atPath: path) else {
      return fail("there is no file \(path)")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      return fail("\(path) cannot be read")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      return fail("\(path) is not UTF-8 text")
    }
    return runScript(text, name: path)
  }

  /// Runs the commands that come through a pipe, each as soon as it is complete.
  func runStandardInput() -> Int32 {
    guard let status = start() else { return 1 }
    if status != 0 { return status }
    var lines = IncomingLines()
    var (entry, number, first) = ("", 0, 1)
    while true {
      let line: String
      switch lines.next() {
      case .line(let text): line = text
      case .bytes: return fail("<stdin>:\(number + 1): the line is not UTF-8 text")
      case .interrupted: return Session.Outcome.interrupted.status
      case .end:
        return entry.isEmpty ? 0 : session.run(entry, from: .named("<stdin>", line: first)).status
      }
      number += 1
      entry += entry.isEmpty ? line : "\n" + line
      if session.needsMoreLines(entry) { continue }
      let outcome = session.run(entry, from: .named("<stdin>", line: first))
      if outcome != .done { return outcome.status }
      (entry, first) = ("", number + 1)
    }
  }

  /// Runs commands as one script; the status to leave with.
  func runScript(_ text: String, name: String) -> Int32 {
    guard let status = start() else { return 1 }
    if status != 0 { return status }
    return session.run(text, from: .named(name)).status
  }

  /// Listens to Ctrl-C and loads the first model; a status other than 0 ends the program.
  func start() -> Int32? {
    InterruptSignal.install(isInteractive: isInteractive) { Interrupt.raise() }
    Interrupt.clear()
    if let model {
      let outcome = session.run(":load \(model.quotedForCommand)", from: .named("--model"))
      return outcome.status
    }
    return session.loadBuiltIn() ? 0 : nil
  }

  /// Runs the start-up commands of the user, if there are any.
  func runStartFile() {
    guard readsStartFile, let path = startFile,
      let data = FileManager.default.contents(atPath: path)
    else { return }
    _ = session.run(String(decoding: data, as: UTF8.self), from: .named(path))
  }

  private var startFile: String? {
    if let chosen = environment["ACTADD_RC"] { return chosen.isEmpty ? nil : chosen }
    let folder =
      environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 }
      ?? environment["HOME"].map { $0 + "/.config" }
    return folder.map { $0 + "/actadd/rc" }
  }

  /// The status to leave with: a run whose answers were lost has failed, however it ended.
  func checked(_ status: Int32) -> Int32 {
    guard status == 0, let reason = lossOfAnswers() else { return status }
    return fail("the results could not be written to standard output: \(reason)")
  }

  private func fail(_ sentence: String) -> Int32 {
    session.output.note(.error(sentence))
    session.output.record(["v": 1, "error": ["message": .string(sentence)]])
    return 1
  }
}

extension Session.Outcome {
  /// The status the program leaves with after a script that ended so.
  var status: Int32 {
    switch self {
    case .done, .quit: 0
    case .failed: 1
    case .interrupted: 130
    }
  }
}

extension String {
  /// As a word of a command: in quotes, so that blanks and commas stay inside.
  fileprivate var quotedForCommand: String {
    "\""
      + replacingOccurrences(of: "\\", with: "\\\\")
      .replacingOccurrences(of: "\"", with: "\\\"") + "\""
  }
}
