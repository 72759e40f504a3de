/// A key as a view that is steered by keys sees it.
public enum Key: Hashable, Sendable {
  /// A character, as typed.
  case character(Character)
  /// An arrow key, alone or with Shift.
  case left(shift: Bool), right(shift: Bool), up(shift: Bool), down(shift: Bool)
  /// Return.
  case enter
  /// Escape alone.
  case escape
  /// Backspace.
  case backspace
  /// Page keys.
  case pageUp, pageDown
  /// Home and End.
  case home, end
  /// Tab.
  case tab
  /// Ctrl-C or Ctrl-D.
  case interrupt
}

/// Keys one at a time, unechoed; the line editor has the keyboard again when this is released.
public protocol Keyboard: AnyObject {
  /// The next key; `nil` if none comes within so many seconds, or at the end of input.
  func next(within seconds: Double?) -> Key?

  /// Whether a key is waiting, so that work it makes stale may be skipped.
  var isKeyWaiting: Bool { get }
}
