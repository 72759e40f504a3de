import Reports

/// A run of completions that can be said again after something has changed.
struct RepeatableRun {
  /// The call as it was made.
  let call: Call
  let prompt: String
  /// What both sides drew from, so that only the change shows.
  let seed: UInt64
  /// The state it ran in.
  var state: SessionState
}

extension Session {
  /// Runs completions and keeps in mind how to do so again.
  func complete(_ run: ComparisonRun) throws -> Answer {
    lastPrompt = run.prompt
    let answer = try run.run(in: self)
    lastRun = RepeatableRun(
      call: run.call, prompt: run.prompt, seed: run.seed, state: state)
    return answer
  }

  /// Repeats the last comparison if what it depends on has changed since; otherwise does nothing.
  func repeatAfterChange(promptCells: Int) -> Outcome {
    guard let last = lastRun, !last.state.writesAlike(state) else { return .done }
    // A repetition that fails is not tried again at the next empty line.
    lastRun?.state = state
    let again = AgainCommand().form.name
    let margin = String(repeating: " ", count: promptCells)
    output.note(StyledText("\(margin):\(again)", .dim))
    return runStatements(":\(again)", from: .typed(promptCells: promptCells))
  }
}

extension SessionState {
  /// Whether runs in both states write the same: how answers look does not matter.
  fileprivate func writesAlike(_ other: SessionState) -> Bool {
    model === other.model && vectors == other.vectors && use == other.use
      && SettingForm.all.allSatisfy {
        $0.topic == .display || settings[$0.name] == other.settings[$0.name]
      }
  }
}
