import Generation
import Interpreter
import Reports
import Terminal

extension Program {
  /// Reads and runs line after line until the user leaves; the status to leave with.
  func converse() -> Int32 {
    let assistant = SessionAssistant(session)
    let palette = terminal.screen.palette
    guard
      let editor = LineEditor(
        assistant: assistant, history: HistoryFile(environment: environment), palette: palette)
    else { return 1 }
    terminal.editor = editor
    guard start() != nil else { return 1 }
    terminal.note(
      StyledText(
        "actadd 0.1 · :help shows examples · Ctrl-C stops, Ctrl-D leaves", .dim))
    terminal.note(StyledText(session.invitation, .dim))
    runStartFile()
    var hasToldHowToLeave = false
    while true {
      editor.showsHints = terminal.appearance.hints
      editor.palette = terminal.screen.palette
      let prompt = session.prompt
      switch editor.read(prompt: prompt) {
      case .line(let line):
        editor.remember(line)
        let cells = CellWidth.of(prompt.string)
        let outcome = LineEditor.quietly {
          session.run(line, from: .typed(promptCells: cells))
        }
        InterruptSignal.clear()
        if outcome == .quit { return 0 }
      case .interrupted:
        if !hasToldHowToLeave { terminal.note(StyledText(":quit or Ctrl-D leaves", .dim)) }
        hasToldHowToLeave = true
      case .endOfInput:
        Descriptor.standardOutput.write("\n")
        return 0
      }
    }
  }
}
