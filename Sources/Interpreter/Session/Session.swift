import Generation
import Models
import Reports
import RunLog
import SessionLanguage

/// A conversation: what is loaded, made and set, and what each statement does to it.
public final class Session {
  /// The program's version, which results record.
  public static let version = "0.1.0"

  /// Where answers go.
  public let output: any SessionOutput
  /// Every command there is.
  public let catalog: CommandCatalog
  /// Where models come from.
  public let shelf: any ModelShelf
  /// Where runs are kept; `nil` keeps none.
  public let record: RunDatabase?
  /// What is loaded, made and set.
  public internal(set) var state = SessionState()
  /// The entries typed so far, oldest first.
  public internal(set) var entries: [String] = []
  /// The part of divided work that this session does; `nil` for all of it.
  public var shard: Shard?
  /// The last text, which a command without one takes.
  var lastPrompt: String?
  /// The last run of completions, for `:again`.
  var lastRun: RepeatableRun?
  /// What the last run really added, for `:trace`.
  var lastTrace: RunTrace?
  /// The last result, for `:last`.
  var lastResult: Answer?
  /// The last completions and the number under which they are kept, for `:rate`.
  var lastCompletions: (answer: Answer, run: Int64?)?
  /// Whether the user knows that runs cannot be kept.
  var hasToldOfLostRuns = false
  var changes = StateHistory()
  /// The settings that the output shows by now.
  var displayed = Settings()
  /// How many files are running each other.
  var depth = 0

  /// A session with nothing loaded.
  public init(
    output: any SessionOutput, shelf: any ModelShelf, catalog: CommandCatalog = .standard,
    record: RunDatabase? = nil
  ) {
    self.output = output
    self.shelf = shelf
    self.record = record
    self.catalog = catalog
  }

  /// Whether each command of a script is shown before its result, as `:set echo=on` does.
  public var showsCommands: Bool {
    get { state.settings.isOn("echo") }
    set { state.settings["echo"] = .word(newValue ? "on" : "off") }
  }

  /// How a run of statements ended.
  public enum Outcome: Hashable, Sendable {
    case done
    /// A statement failed and those after it were not run.
    case failed
    /// The user wants to leave.
    case quit
    /// Ctrl-C stopped it.
    case interrupted
  }

  /// Whether `text` ends inside brackets or a long text, so that more lines are wanted.
  public func needsMoreLines(_ text: String) -> Bool {
    Parser.needsMoreLines(text, catalog.vocabulary)
  }

  /// Runs the statements of `text` in order up to the first mistake, which is shown.
  ///
  /// An empty line that is typed after a change repeats the last comparison.
  public func run(_ text: String, from source: InputSource = .typed(promptCells: 0)) -> Outcome {
    Interrupt.clear()
    guard case .typed(let cells) = source else { return runStatements(text, from: source) }
    guard text.allSatisfy(\.isWhitespace) else {
      entries.append(text)
      return runStatements(text, from: source)
    }
    return repeatAfterChange(promptCells: cells)
  }

  func runStatements(_ text: String, from source: InputSource) -> Outcome {
    var parser = Parser(text, catalog.vocabulary)
    do {
      while let statement = try parser.next() {
        if case .named = source, state.settings.isOn("echo") {
          output.show("> " + Escaping.styled(statement.range.text(in: text), .plain))
        }
        do {
          try execute(statement, text)
        } catch let known where known is Diagnostic || known is Stop {
          throw known
        } catch {
          throw Diagnostic("\(error)", at: statement.range)
        }
        if Interrupt.isRaised { return .interrupted }
      }
      return .done
    } catch let stop as Stop {
      return stop.outcome
    } catch let mistake as Diagnostic {
      report(mistake, in: text, source)
    } catch {
      // Every other error was given a place above.
    }
    return .failed
  }

  private func execute(_ statement: Located<Statement>, _ text: String) throws {
    let before = state
    defer { if state != before, !isSteppingThroughChanges { changes.remember(before) } }
    isSteppingThroughChanges = false
    let clock = ContinuousClock()
    let start = clock.now
    let export = try self.export(statement)
    var answer = try self.answer(statement, text)
    if answer.isPaged {
      output.page(.stack(answer.blocks))
    } else if !answer.wasShown {
      answer.blocks.forEach(output.show)
    }
    // What was computed is kept and recorded even where the file cannot be written.
    let seconds = (clock.now - start).seconds
    if answer.isResult {
      lastResult = answer
      let run = keep(answer, line(of: statement, text), from: before, seconds: seconds)
      if answer.hasCompletions { lastCompletions = (answer, run) }
    }
    defer {
      if state.settings.isOn("timing") {
        output.note(StyledText(" \(Figures.duration(seconds))", .dim))
      }
      output.record(answer.record(milliseconds: seconds * 1000))
    }
    if let files = try export?.write(answer, title: statement.range.text(in: text)) {
      output.show(StyledText("wrote \(files.joined(separator: ", "))"))
      answer.fields.append(.init("wrote", files.json))
    }
  }

  /// The file that a command is to write, known to be writable as far as its name tells.
  private func export(_ statement: Located<Statement>) throws(Diagnostic) -> Export? {
    guard case .command(let invocation) = statement.node,
      catalog[invocation.name.node]?.help.exports == true
    else { return nil }
    return try Export(Call(invocation, statement.range))
  }

  /// Set by a command that goes back or forward, which is no change to go back from.
  var isSteppingThroughChanges = false

  /// What a statement of `text` gives.
  func answer(_ statement: Located<Statement>, _ text: String) throws -> Answer {
    switch statement.node {
    case .binding(let name, let value):
      return try bind(name, value, origin: value.range.text(in: text))
    case .adjustment(let change): return try adjust(change, text)
    case .expression(let value): return try show(value)
    case .command(let invocation):
      guard let command = catalog[invocation.name.node] else {
        throw Diagnostic("no command :\(invocation.name.node)", at: invocation.name.range)
      }
      return try command.run(Call(invocation, statement.range), in: self)
    }
  }
}

/// Why the statements that follow are not run although nothing is left to be shown.
enum Stop: Error {
  case quit
  /// A file that was run failed and said so.
  case reported
  case interrupted

  var outcome: Session.Outcome {
    switch self {
    case .quit: .quit
    case .reported: .failed
    case .interrupted: .interrupted
    }
  }
}

extension Duration {
  /// The time in seconds.
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
