/// Cuts a source text into tokens, at the place and in the manner the parser asks for.
///
/// Works on Unicode scalars: a quote followed by a combining mark is one `Character`, but still a
/// quote.
struct Lexer {
  let scalars: [Unicode.Scalar]
  /// The UTF-8 offset of each scalar, and of the end.
  let offsets: [Int]

  init(_ source: String) {
    scalars = Array(source.unicodeScalars)
    var offset = 0
    var offsets = [0]
    offsets.reserveCapacity(scalars.count + 1)
    for scalar in scalars {
      offset += UTF8.width(scalar)
      offsets.append(offset)
    }
    self.offsets = offsets
  }

  subscript(position: Int) -> Unicode.Scalar? {
    position < scalars.count ? scalars[position] : nil
  }

  func range(_ start: Int, _ end: Int) -> SourceRange {
    SourceRange(offsets[min(start, scalars.count)], offsets[min(end, scalars.count)])
  }

  func text(_ start: Int, _ end: Int) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[start..<end])
    return String(view)
  }

  /// The first place at or after `position` that is neither blank nor comment.
  func skippingBlanks(from position: Int, newlines: Bool) -> Int {
    var position = position
    while let scalar = self[position] {
      if scalar == "#" {
        position = lineEnd(from: position)
      } else if scalar.isBlank || (newlines && scalar == "\n") {
        position += 1
      } else {
        break
      }
    }
    return position
  }

  /// The place of the next newline, or the end.
  func lineEnd(from position: Int) -> Int {
    var position = position
    while let scalar = self[position], scalar != "\n" { position += 1 }
    return position
  }

  /// The token at or after `position` and the place behind it.
  func token(
    at position: Int, newlinesAreBlank: Bool
  ) throws(Diagnostic) -> (token: Token, next: Int) {
    let start = skippingBlanks(from: position, newlines: newlinesAreBlank)
    guard let scalar = self[start] else {
      return (Token(kind: .end, range: range(start, start)), start)
    }
    let kind: Token.Kind
    let end: Int
    if scalar == "\n" {
      (kind, end) = (.newline, start + 1)
    } else if scalar.opensText {
      let (text, next) = try textLiteral(at: start)
      (kind, end) = (.text(text), next)
    } else if scalar.isDigit || (scalar == "." && self[start + 1]?.isDigit == true) {
      let (number, next) = try numberLiteral(at: start)
      (kind, end) = (.number(number), next)
    } else if scalar.startsName {
      end = nameEnd(from: start)
      kind = .name(text(start, end))
    } else if let symbol = symbol(at: start) {
      (kind, end) = (.symbol(symbol), start + symbol.rawValue.unicodeScalars.count)
    } else {
      throw Diagnostic("unexpected \(text(start, start + 1).bare)", at: range(start, start + 1))
    }
    return (Token(kind: kind, range: range(start, end)), end)
  }

  /// The place behind the name that starts at `position`; `position` itself when none does.
  func nameEnd(from position: Int) -> Int {
    guard self[position]?.startsName == true else { return position }
    var end = position + 1
    while self[end]?.continuesName == true { end += 1 }
    return end
  }

  /// The place behind the command's name that starts at `position`: names joined by hyphens.
  func commandEnd(from position: Int) -> Int {
    var end = nameEnd(from: position)
    while end > position, self[end] == "-", nameEnd(from: end + 1) > end + 1 {
      end = nameEnd(from: end + 1)
    }
    return end
  }

  private func symbol(at position: Int) -> Symbol? {
    // A minus sign pasted from a paper is meant as one.
    if scalars[position] == "\u{2212}" { return .minus }
    return Symbol.allCases.first { symbol in
      var place = position
      for scalar in symbol.rawValue.unicodeScalars {
        guard self[place] == scalar else { return false }
        place += 1
      }
      return true
    }
  }

  /// `12`, `1.5`, `.5`, `1e-3`; a point that begins `..` is left alone.
  private func numberLiteral(at start: Int) throws(Diagnostic) -> (Double, next: Int) {
    var end = digitsEnd(from: start)
    if self[end] == ".", self[end + 1]?.isDigit == true { end = digitsEnd(from: end + 1) }
    if self[end] == "e" || self[end] == "E" {
      let signed = self[end + 1] == "+" || self[end + 1] == "-"
      let digits = end + (signed ? 2 : 1)
      if self[digits]?.isDigit == true { end = digitsEnd(from: digits) }
    }
    guard let number = Double(text(start, end)), number.isFinite else {
      throw Diagnostic("this number is too large", at: range(start, end))
    }
    return (number, end)
  }

  private func digitsEnd(from position: Int) -> Int {
    var end = position
    while self[end]?.isDigit == true { end += 1 }
    return end
  }
}

extension Unicode.Scalar {
  var isDigit: Bool { ("0"..."9").contains(self) }

  /// White space that separates and means nothing else; a newline may mean something.
  var isBlank: Bool {
    guard !isASCII else { return self == " " || self == "\t" || self == "\r" }
    return self == "\u{FEFF}" || (properties.isWhitespace && self != "\n")
  }

  var startsName: Bool {
    guard !isASCII else { return self == "_" || properties.isAlphabetic }
    return properties.isAlphabetic
  }

  var continuesName: Bool {
    if startsName || isDigit { return true }
    switch properties.generalCategory {
    case .decimalNumber, .nonspacingMark, .spacingMark: return !isASCII
    default: return false
    }
  }
}

extension String {
  /// The text as a message can show it: itself, or in quotes with escapes where it is invisible.
  var bare: String {
    unicodeScalars.contains(where: \.isInvisible) ? quoted : self
  }
}
