/// The line of a source text that holds a range, cut to a width, and where carets go under it.
public struct SourceExcerpt: Hashable, Sendable {
  /// The line's number, from 1.
  public let line: Int
  /// The number of the range's first character in its line, from 1.
  public let column: Int
  /// The line, cut around the range with `…`; tabs and control characters replaced.
  public let text: String
  /// The cells before the first caret.
  public let caretStart: Int
  /// How many carets; at least one.
  public let caretCells: Int
  /// Whether the source has no other line and was not cut or changed.
  public let isOnlyLine: Bool

  /// The excerpt around `range`; `cells` measures text in terminal cells.
  public init(_ range: SourceRange, in source: String, width: Int, cells: (String) -> Int) {
    let bytes = Array(source.utf8)
    let newline = UInt8(ascii: "\n")
    let lower = min(max(range.lower, 0), bytes.count)
    let start = (bytes[..<lower].lastIndex(of: newline) ?? -1) + 1
    let end = bytes[lower...].firstIndex(of: newline) ?? bytes.count
    let upper = min(max(range.upper, lower), end)

    let before = Self.visible(bytes[start..<lower])
    let marked = Self.visible(bytes[lower..<upper])
    let after = Self.visible(bytes[upper..<end])
    let whole = before + marked + after
    line = bytes[..<start].count { $0 == newline } + 1
    column = before.count + 1

    let room = max(width, 20)
    if cells(whole) <= room {
      text = whole
      caretStart = cells(before)
      caretCells = max(1, cells(marked))
    } else {
      let kept = Self.fitting(marked, cells: cells, room: room / 2)
      let left = Self.suffix(of: before, cells: cells, room: (room - cells(kept)) / 2)
      let used = cells(left) + cells(kept)
      let right =
        kept == marked ? Self.fitting(after, cells: cells, room: room - used) : ""
      text = left + kept + right
      caretStart = cells(left)
      caretCells = max(1, cells(kept))
    }
    isOnlyLine =
      text == whole && Array(text.utf8) == Array(bytes[start..<end]) && !bytes.contains(newline)
  }

  /// The line of carets, moved right by `indent` cells.
  public func caretLine(indent: Int = 0) -> String {
    String(repeating: " ", count: indent + caretStart) + String(repeating: "^", count: caretCells)
  }

  private static func visible(_ bytes: ArraySlice<UInt8>) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\t": shown.append(" ")
      case "\r", "\u{FEFF}": continue
      case _ where scalar.properties.generalCategory == .control: shown.append("\u{FFFD}")
      default: shown.append(scalar)
      }
    }
    return String(shown)
  }

  private static func fitting(_ text: String, cells: (String) -> Int, room: Int) -> String {
    guard cells(text) > room else { return text }
    var kept = ""
    var used = 1
    for character in text {
      used += cells(String(character))
      guard used <= room else { break }
      kept.append(character)
    }
    return kept + "…"
  }

  private static func suffix(of text: String, cells: (String) -> Int, room: Int) -> String {
    guard cells(text) > room else { return text }
    var kept: [Character] = []
    var used = 1
    for character in text.reversed() {
      used += cells(String(character))
      guard used <= room else { break }
      kept.append(character)
    }
    return "…" + String(kept.reversed())
  }
}
