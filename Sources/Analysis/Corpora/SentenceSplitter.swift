/// Cuts a text into sentences by rules that fit on a page, without a trained model.
///
/// A sentence ends
/// - after `.`, `!`, `?` or `…`, repeated or mixed, with the quotes and brackets that close behind
///   them, where white space follows and then no lower-case letter;
/// - after `。`, `！` or `？`, white space or not;
/// - at an empty line, and at the end of the text.
///
/// A single `.` ends none after a listed abbreviation (`Dr.`), after one letter (`J. Smith`, `a.`)
/// other than `I`, after a word with points inside (`e.g.`, `U.S.`), or after a number that opens a
/// line (`1.`). White space around a sentence is dropped, inside it is kept.
public enum SentenceSplitter {
  /// The sentences of a text, in order; none is empty.
  public static func sentences(of text: String) -> [String] {
    let characters = Array(text)
    var sentences: [String] = []
    var start = 0
    var place = 0
    func finish(at end: Int) {
      let sentence = characters[start..<end].trimmed
      if !sentence.isEmpty { sentences.append(String(sentence)) }
      start = end
    }
    while place < characters.count {
      if let end = endOfParagraph(characters, at: place) {
        finish(at: place)
        place = end
      } else if let end = endOfSentence(characters, from: start, at: place) {
        finish(at: end)
        place = end
      } else {
        place += 1
      }
    }
    finish(at: characters.count)
    return sentences
  }

  /// The lines of a text without the white space around them, in order; none is empty.
  public static func lines(of text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map { String(Array($0)[...].trimmed) }
      .filter { !$0.isEmpty }
  }

  private static let abbreviations: Set<String> = [
    "mr", "mrs", "ms", "mx", "dr", "prof", "st", "mt", "jr", "sr", "rev", "hon", "gen", "col",
    "capt", "lt", "sgt", "gov", "sen", "rep", "pres", "vs", "cf", "al", "no", "nos", "vol", "fig",
    "figs", "eq", "eqs", "sec", "ch", "pp", "ed", "eds", "inc", "ltd", "co", "corp", "approx",
    "dept", "est", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov",
    "dec",
  ]

  /// Where an empty line that begins at `place` ends.
  private static func endOfParagraph(_ text: [Character], at place: Int) -> Int? {
    guard text[place].isNewline else { return nil }
    var end = place + 1
    while end < text.count, text[end].isWhitespace, !text[end].isNewline { end += 1 }
    return end < text.count && text[end].isNewline ? end : nil
  }

  /// Where the sentence that began at `start` ends, if its last mark begins at `place`.
  private static func endOfSentence(_ text: [Character], from start: Int, at place: Int) -> Int? {
    guard text[place].isTerminal || text[place].isWideTerminal else { return nil }
    var end = place
    while end < text.count, text[end].isTerminal || text[end].isWideTerminal { end += 1 }
    let isWide = text[end - 1].isWideTerminal
    let isSinglePoint = end == place + 1 && text[place] == "."
    while end < text.count, text[end].closes { end += 1 }
    if isWide { return end }
    guard end < text.count else { return end }
    guard text[end].isWhitespace else { return nil }
    if isSinglePoint, belongsToWord(text[start..<place]) { return nil }
    var next = end
    while next < text.count, text[next].isWhitespace || text[next].opens { next += 1 }
    return next < text.count && text[next].isLowercase ? nil : end
  }

  /// Whether a point after `before` is part of its last word.
  private static func belongsToWord(_ before: ArraySlice<Character>) -> Bool {
    let word = before.suffix { !$0.isWhitespace && !$0.opens }
    let isFirst =
      before.dropLast(word.count).last { !$0.isWhitespace || $0.isNewline }.map(\.isNewline) ?? true
    if word.count == 1, let letter = word.first, letter.isLetter { return letter != "I" }
    if word.contains(".") { return word.contains(where: \.isLetter) }
    if !word.isEmpty, word.allSatisfy(\.isNumber) { return isFirst }
    return abbreviations.contains(String(word).lowercased())
  }
}

extension Character {
  fileprivate var isTerminal: Bool { ".!?…".contains(self) }
  fileprivate var isWideTerminal: Bool { "。！？".contains(self) }
  fileprivate var closes: Bool { "\"'”’»)]}".contains(self) }
  fileprivate var opens: Bool { "\"'“‘«([{".contains(self) }
}

extension ArraySlice<Character> {
  fileprivate var trimmed: ArraySlice<Character> {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return [] }
    return self[first...last]
  }

  /// The longest end of which every character is `included`.
  fileprivate func suffix(while included: (Character) -> Bool) -> ArraySlice<Character> {
    var first = endIndex
    while first > startIndex, included(self[first - 1]) { first -= 1 }
    return self[first...]
  }
}
