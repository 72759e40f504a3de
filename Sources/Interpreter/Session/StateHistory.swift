/// The states that can be gone back to, and forward again.
struct StateHistory {
  /// Steps kept.
  static let limit = 100

  private var past: [SessionState] = []
  private var future: [SessionState] = []

  /// Keeps the state that a change replaced.
  mutating func remember(_ state: SessionState) {
    past.append(state)
    if past.count > Self.limit { past.removeFirst() }
    future = []
  }

  /// The state before the last change, for which `state` is given in exchange.
  mutating func undo(from state: SessionState) -> SessionState? {
    guard let before = past.popLast() else { return nil }
    future.append(state)
    return before
  }

  /// The state that was last gone back from.
  mutating func redo(from state: SessionState) -> SessionState? {
    guard let after = future.popLast() else { return nil }
    past.append(state)
    return after
  }
}
