import Interpreter
import Reports
import Terminal

/// Helps the prompt with what the session knows.
final class SessionAssistant: LineAssistant {
  private let session: Session

  init(_ session: Session) { self.session = session }

  func completions(of line: String, before rest: String) -> Completions {
    let completion = session.completion(of: line, before: rest)
    return Completions(
      of: completion.typed,
      candidates: completion.candidates.map {
        Completions.Candidate(
          $0.text, ending: $0.ending, summary: $0.summary, group: $0.group)
      })
  }

  func highlight(_ line: String) -> StyledText? { session.highlighted(line) }

  func hint(for line: String) -> StyledText? { session.hint(for: line) }

  func isComplete(_ line: String) -> Bool { !session.needsMoreLines(line) }
}
