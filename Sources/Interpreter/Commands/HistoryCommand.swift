import Reports
import SessionLanguage

/// Runs `:history 20`.
struct HistoryCommand: Command {
  let form = CommandForm("history", .words)
  let help = CommandHelp(
    .session, ":history [COUNT]", "lists what was typed in this session",
    examples: [":history", ":history 20"], related: ["save"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    var count = Int.max
    if let word = try call.word() {
      guard let number = Int(word.node), number > 0 else {
        throw Diagnostic(
          "how many must be a whole number above 0", at: word.range, hint: ":history 20")
      }
      count = number
    }
    let entries = Array(session.entries.enumerated()).suffix(count)
    let width = String(session.entries.count).count
    let lines = entries.map { index, entry -> StyledText in
      let number = String(index + 1)
      return StyledText(
        String(repeating: " ", count: width - number.count + 1) + number + "  ", .dim)
        + Escaping.styled(entry.replacing("\n", with: " "), .plain)
    }
    return Answer(
      "history", [.lines(lines)],
      [.init("entries", entries.map(\.element).json)])
  }
}
