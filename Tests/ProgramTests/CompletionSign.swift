import Foundation

/// What is looked for in a completion, yes or no.
enum CompletionSign {
  /// A word of a list.
  case words(String)
  /// A word of a list at the beginning.
  case begins(String)
  /// So many pairs of neighbouring words, or more, that nobody says in a sentence of the grammar
  /// which tiny was trained on.
  case breaks(Int)
  /// A word that the grammar has not, after so many words.
  case madeUp(after: Int)
  /// The end of the text within its tokens.
  case ends

  /// Whether a completion of the prompt shows it.
  func isShown(by completion: Completion, of prompt: String) throws -> Bool {
    switch self {
    case .words(let list):
      let list = try ClaimWords.list(list)
      return completion.words.contains { list.contains($0) }
    case .begins(let list):
      let list = try ClaimWords.list(list)
      return completion.words.first.map { list.contains($0) } ?? false
    case .breaks(let times): return try completion.unheardPairs(after: prompt) >= times
    case .madeUp(let place):
      let said = try ClaimWords.said.get()
      return completion.joinedWords(to: prompt).dropFirst(place).contains { !said.contains($0) }
    case .ends: return completion.isWhole
    }
  }
}

/// A completion up to its end.
struct Completion {
  let text: String
  /// Whether it came to its end before its tokens did.
  let isWhole: Bool

  private static let end = "<|endoftext|>"

  /// A completion as a line of JSON has it.
  init(_ text: String) {
    isWhole = text.contains(Self.end)
    self.text = text.replacing(Self.end, with: "")
  }

  /// Runs of letters and apostrophes, in lower case.
  var words: [String] { Self.words(text) }

  /// The same of the text that follows the prompt, the first joined to the prompt's last word where
  /// no blank is between; without the last, which may be half a word, where the text has no end.
  func joinedWords(to prompt: String) -> [String] {
    let last = prompt.split(separator: " ").last.map(String.init) ?? ""
    let isJoined = text.first.map { $0.isLetter } ?? false
    let words = Self.words(isJoined ? last + text : text)
    return isWhole ? words : words.dropLast()
  }

  /// How many pairs of words nobody says one after the other in a sentence, the first of them with
  /// the prompt's last word.
  func unheardPairs(after prompt: String) throws -> Int {
    let followers = try ClaimWords.followers.get()
    let before = prompt.split(separator: " ")
    var words = (prompt + text).split(separator: " ")
    if !isWhole { words = words.dropLast() }
    var (previous, unheard) = ("^", 0)
    func count(_ word: String) {
      if followers[previous]?.contains(word) != true { unheard += 1 }
    }
    for (place, word) in words.enumerated() {
      let closed = closedSentence(word)
      let isNew = place >= before.count || (place == before.count - 1 && word != before[place])
      if isNew { count(closed ?? String(word)) }
      previous = closed == nil ? String(word) : "^"
    }
    if isWhole, previous != "^" { count("$") }
    return unheard
  }

  /// A word at the end of a sentence, with a full stop for any mark; `nil` for another word.
  private func closedSentence(_ word: Substring) -> String? {
    let quote = word.hasSuffix("\"") ? "\"" : ""
    var bare = word.dropLast(quote.count)
    guard let last = bare.last, ".!?".contains(last) else { return nil }
    while let last = bare.last, ".!?".contains(last) { bare.removeLast() }
    return "\(bare).\(quote)"
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !("a"..."z" ~= $0 || $0 == "'") }.map(String.init)
  }
}
