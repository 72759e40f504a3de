import CLineEditor

/// The lines that come through standard input, each as soon as it is there.
public struct IncomingLines {
  /// What comes next.
  public enum Piece: Hashable, Sendable {
    /// A line without its end.
    case line(String)
    /// A line that is not UTF-8.
    case bytes
    /// Ctrl-C.
    case interrupted
    /// Nothing more comes.
    case end
  }

  private var bytes: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// Nothing read yet.
  public init() {}

  /// Waits for the next line; the last one needs no end.
  public mutating func next() -> Piece {
    var searched = start
    while true {
      if let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = end + 1 }
        return Self.piece(bytes[start..<end])
      }
      if isAtEnd {
        guard start < bytes.count else { return .end }
        defer { start = bytes.count }
        return Self.piece(bytes[start...])
      }
      bytes.removeSubrange(..<start)
      (start, searched) = (0, bytes.count)
      guard receive() else { return .interrupted }
    }
  }

  /// Adds what has come; `false` after Ctrl-C.
  private mutating func receive() -> Bool {
    var room = [UInt8](repeating: 0, count: 1 << 16)
    let count = unsafe room.withUnsafeMutableBytes { room in
      unsafe line_editor_receive(0, room.baseAddress, room.count)
    }
    bytes += room.prefix(max(0, count))
    isAtEnd = count == 0
    return count >= 0
  }

  private static func piece(_ bytes: ArraySlice<UInt8>) -> Piece {
    let line = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes
    return String(validating: line, as: UTF8.self).map(Piece.line) ?? .bytes
  }
}
