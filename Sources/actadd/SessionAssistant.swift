import Interpreter
import Reports
import Terminal

/// Helps the prompt with what the session knows.
final class SessionAssistant: LineAssistant {
  private let session: Session

  init(_ session: Session) { self.session = session }

  func completions(of line: String, before rest: String) -> Completions {
    Completions(of: "", candidates: [])
  }

  func highlight(_ line: String) -> StyledText? { nil }

  func hint(for line: String) -> String? { nil }

  func isComplete(_ line: String) -> Bool { !session.needsMoreLines(line) }
}
