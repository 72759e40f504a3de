import Reports
import SessionLanguage

/// Runs `:undo`.
struct UndoCommand: Command {
  let form = CommandForm("undo")
  let help = CommandHelp(
    .session, ":undo", "takes back the last change of vectors, settings, use or model",
    examples: [":undo"], related: ["redo"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    guard let before = session.changes.undo(from: session.state) else {
      throw Diagnostic("there is nothing to undo", at: call.name.range)
    }
    return session.step(to: before, "undo")
  }
}

/// Runs `:redo`.
struct RedoCommand: Command {
  let form = CommandForm("redo")
  let help = CommandHelp(
    .session, ":redo", "makes again the change that :undo took back", examples: [":redo"],
    related: ["undo"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    guard let after = session.changes.redo(from: session.state) else {
      throw Diagnostic(
        "there is nothing to redo", at: call.name.range,
        hint: ":undo   (it takes back a change, which :redo makes again)")
    }
    return session.step(to: after, "redo")
  }
}

extension Session {
  /// Goes to another state and says in what it differs.
  func step(to other: SessionState, _ command: String) -> Answer {
    let lines = StateDifference(from: state, to: other).lines
    state = other
    isSteppingThroughChanges = true
    applyAppearance()
    return Answer(
      command, lines.map { .text($0) }, [.init("changes", lines.map(\.string).json)]
    )
  }
}
