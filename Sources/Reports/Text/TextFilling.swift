/// Breaks a line as Python's `textwrap.fill` does.
///
/// It breaks at blanks, after the hyphens of compound words, and inside words that are longer than a
/// line. Every scalar counts as one, shown or not.
struct TextFilling {
  /// A scalar of the text, and how it is shown.
  struct Glyph: Hashable {
    var scalar: Unicode.Scalar
    var isBold = false
    /// Part of an escape sequence: counted, as Python counts it, but never shown.
    var isHidden = false

    fileprivate var isBlank: Bool { scalar == " " }
    fileprivate var isHyphen: Bool { scalar == "-" }
    fileprivate var isLetter: Bool { scalar.properties.isAlphabetic || scalar == "_" }
    fileprivate var isWord: Bool { isLetter || scalar.properties.numericType != nil }
    fileprivate var isWordOrMark: Bool { isWord || "!\"'&.,?".unicodeScalars.contains(scalar) }
  }

  /// The lines of a text without line breaks; none of nothing.
  static func lines(of text: [Glyph], width: Int) -> [[Glyph]] {
    var chunks = Array(self.chunks(of: text).reversed())
    var lines: [[Glyph]] = []
    while !chunks.isEmpty {
      var line: [[Glyph]] = []
      var length = 0
      if !lines.isEmpty, isBlank(chunks[chunks.count - 1]) { chunks.removeLast() }
      while let chunk = chunks.last, length + chunk.count <= width {
        line.append(chunks.removeLast())
        length += chunk.count
      }
      if let chunk = chunks.last, chunk.count > width {
        let end = cut(chunk, room: width - length)
        line.append(Array(chunk[..<end]))
        chunks[chunks.count - 1] = Array(chunk[end...])
      }
      if let last = line.last, isBlank(last) { line.removeLast() }
      if !line.isEmpty { lines.append(line.flatMap { $0 }) }
    }
    return lines
  }

  /// Where a word too long for a line is cut: behind its last hyphen that fits, or where the line ends.
  private static func cut(_ chunk: [Glyph], room: Int) -> Int {
    guard let hyphen = chunk[..<room].lastIndex(where: \.isHyphen), hyphen > 0,
      chunk[..<hyphen].contains(where: { !$0.isHyphen })
    else { return room }
    return hyphen + 1
  }

  private static func isBlank(_ chunk: [Glyph]) -> Bool { chunk.allSatisfy(\.isBlank) }

  /// Words, the blanks between them, and dashes, by `TextWrapper.wordsep_re`.
  private static func chunks(of text: [Glyph]) -> [[Glyph]] {
    var chunks: [[Glyph]] = []
    var start = 0
    while start < text.count {
      let end = chunkEnd(text, start)
      chunks.append(Array(text[start..<end]))
      start = end
    }
    return chunks
  }

  private static func chunkEnd(_ text: [Glyph], _ start: Int) -> Int {
    var end = start
    if text[start].isBlank {
      while end < text.count, text[end].isBlank { end += 1 }
      return end
    }
    if start > 0, text[start - 1].isWordOrMark, let dash = dashEnd(text, start) { return dash }
    end += 1
    while end < text.count {
      if let hyphen = hyphenEnd(text, end) { return hyphen }
      if text[end].isBlank { return end }
      if text[end - 1].isWordOrMark, dashEnd(text, end) != nil { return end }
      end += 1
    }
    return end
  }

  /// The end of two or more hyphens that a word follows.
  private static func dashEnd(_ text: [Glyph], _ start: Int) -> Int? {
    var end = start
    while end < text.count, text[end].isHyphen { end += 1 }
    return end - start >= 2 && end < text.count && text[end].isWord ? end : nil
  }

  /// Behind a hyphen at `place` between the letters of a compound word.
  private static func hyphenEnd(_ text: [Glyph], _ place: Int) -> Int? {
    guard text[place].isHyphen else { return nil }
    func isLetter(_ index: Int) -> Bool { text.indices.contains(index) && text[index].isLetter }
    func isHyphen(_ index: Int) -> Bool { text.indices.contains(index) && text[index].isHyphen }
    let before =
      isLetter(place - 1) && isLetter(place - 2)
      || place >= 3 && isLetter(place - 3) && isHyphen(place - 2) && text[place - 1].isWordOrMark
    let after =
      isLetter(place + 1) && (isLetter(place + 2) || isHyphen(place + 2) && isLetter(place + 3))
    return before && after ? place + 1 : nil
  }
}
