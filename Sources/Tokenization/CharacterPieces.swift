/// The characters in bytes that may begin or end in the middle of one.
struct CharacterPieces: Sequence, IteratorProtocol {
  /// A character, or a byte that belongs to none.
  enum Piece {
    case scalar(Unicode.Scalar)
    case byte(UInt8)
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) {
    rest = bytes
  }

  /// The next piece.
  mutating func next() -> Piece? {
    guard let first = rest.first else { return nil }
    for length in 1...4 where length <= rest.count {
      let text = String(validating: rest.prefix(length), as: UTF8.self)
      if let scalar = text?.unicodeScalars.first {
        rest = rest.dropFirst(length)
        return .scalar(scalar)
      }
    }
    rest = rest.dropFirst()
    return .byte(first)
  }
}
