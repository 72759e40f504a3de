/// Where in a sequence the rows of an activation addition are added.
public enum Placement: Hashable, Sendable {
  /// From position 0, the beginning-of-text token.
  case front
  /// Around the middle.
  case mid
  /// Up to the last position.
  case back
  /// From this position.
  case offset(Int)

  /// The positions that `rows` rows take in a sequence of `length` tokens, if they fit.
  ///
  /// The middle divides both lengths rounding down, as the published code does.
  public func positions(rows: Int, in length: Int) -> Range<Int>? {
    guard rows <= length else { return nil }
    switch self {
    case .front: return 0..<rows
    case .mid:
      let start = length / 2 - rows / 2
      return start..<start + rows
    case .back: return length - rows..<length
    case .offset(let start):
      guard start >= 0, start <= length - rows else { return nil }
      return start..<start + rows
    }
  }

  /// Whether the positions depend on how long the sequence is.
  public var dependsOnLength: Bool { self == .mid || self == .back }
}

extension Placement: CustomStringConvertible {
  /// As it is typed: `front`, `mid`, `back`, or a number.
  public var description: String {
    switch self {
    case .front: "front"
    case .mid: "mid"
    case .back: "back"
    case .offset(let start): String(start)
    }
  }
}
