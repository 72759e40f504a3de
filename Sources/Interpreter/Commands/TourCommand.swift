import Reports
import SessionLanguage

/// Runs `:tour`.
struct TourCommand: Command {
  let form = CommandForm("tour")
  let help = CommandHelp(
    .session, ":tour", "walks through the first five minutes, step by step",
    details: [
      "Each step is a command, run when you press Enter; Esc or Ctrl-C leaves.",
      "Without a terminal all steps run one after the other.",
    ],
    examples: [":tour"], related: ["help", "compare", "vectors"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    let output = session.output
    var done = 0
    for (index, step) in TourStep.all.enumerated() {
      output.show(
        .stack([
          .blank,
          .text(StyledText("\(index + 1)/\(TourStep.all.count)  ", .dim) + StyledText(step.words)),
          .code("     " + CodeStyle.styled(step.command)),
        ]))
      guard goesOn(session) else { break }
      let outcome = session.runStatements(step.command, from: .named("tour", line: index + 1))
      guard outcome == .done else {
        throw outcome == .interrupted ? Stop.interrupted : Stop.reported
      }
      done += 1
    }
    let isWhole = done == TourStep.all.count
    let words = isWhole ? TourStep.farewell : "Left the tour; :tour begins it anew."
    return Answer(
      "tour", [.blank, .text(StyledText(words))],
      [.init("steps", .integer(done)), .init("of", .integer(TourStep.all.count))])
  }

  /// Waits for Enter where there is a keyboard; the command itself runs without it, so that Ctrl-C
  /// stops it.
  private func goesOn(_ session: Session) -> Bool {
    guard let keyboard = session.output.keyboard() else { return true }
    session.output.note(StyledText("     Enter runs it · Esc leaves", .dim))
    while let key = keyboard.next(within: nil) {
      switch key {
      case .enter, .character(" "): return true
      case .escape, .interrupt, .character("q"): return false
      default: continue
      }
    }
    return false
  }
}
