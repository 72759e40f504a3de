import Generation
import Reports
import SessionLanguage

extension Session {
  /// Whether `text` ends inside brackets or a long text, so that more lines are wanted.
  public func needsMoreLines(_ text: String) -> Bool {
    Parser.needsMoreLines(text, catalog.vocabulary)
  }

  /// Runs the statements of `text` in order up to the first mistake, which is shown.
  ///
  /// An empty line that is typed after a change repeats the last comparison.
  public func run(_ text: String, from source: InputSource = .typed(promptCells: 0)) -> Outcome {
    Interrupt.clear()
    tuned = nil
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
        } catch GenerationError.stopped {
          output.note(StyledText(" stopped", .dim))
          throw Stop.interrupted
        } catch {
          throw Diagnostic(
            "\(error)", at: statement.range, hint: remedy(for: error, in: statement.node))
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
      if let completions = answer.completions { lastCompletions = (completions, run) }
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

  /// What a statement of `text` gives.
  func answer(_ statement: Located<Statement>, _ text: String) throws -> Answer {
    defer { output.endProgress() }
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

  /// Shows how far a pass over a text is, and lets Ctrl-C end it.
  func watch(_ text: SteeredText) -> PassWatch {
    .interruptible { [output] share in
      output.progress(share, "reading \(Figures.counted(text.tokens.count, "token"))")
    }
  }

  /// Shows how far the measuring of vectors is, and lets Ctrl-C end it.
  var watchOfVectors: PassWatch {
    .interruptible { [output] share in output.progress(share, "measuring vectors") }
  }

  /// What a line gives that a command makes; a mistake in it is one of the command.
  func answer(line: String, for call: Call) throws -> Answer {
    var parser = Parser(line, catalog.vocabulary)
    do {
      guard let statement = try parser.next() else {
        throw Diagnostic("there is nothing to do", at: call.range)
      }
      return try answer(statement, line)
    } catch let mistake as Diagnostic {
      throw Diagnostic(mistake.message, at: call.range, hint: mistake.hint)
    }
  }
}
