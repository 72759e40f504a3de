/// Breaks text into lines of a given width, at blanks and beside wide characters.
public enum Wrapping {
  /// Lines of at most `width` cells (at least 1); blanks at a break vanish, longer words are cut.
  public static func lines(of text: StyledText, width: Int) -> [StyledText] {
    var breaker = LineBreaker(width: max(1, width))
    for cell in cells(of: text) { breaker.take(cell) }
    return breaker.finish()
  }

  /// One line of at most `width` cells; what is cut away leaves `mark`, line breaks show as `\n`.
  public static func truncated(_ text: StyledText, width: Int, mark: String = "…") -> StyledText {
    let cells = cells(of: text, keepingLineBreaks: false)
    if cells.reduce(0, { $0 + $1.width }) <= width { return text }
    let room = width - CellWidth.of(mark)
    var kept = StyledText()
    var used = 0
    for cell in cells {
      if used + cell.width > max(0, room) { break }
      used += cell.width
      kept.append(cell.text, cell.role)
    }
    if room >= 0 { kept.append(mark, .dim) }
    return kept
  }

  /// A character as it will be shown: text, role and cells.
  struct Cell {
    var text: String
    var role: Role
    var width: Int
    var isLineBreak: Bool { text == "\n" }
    var isBlank: Bool { text == " " }
  }

  /// Characters are cut from the whole string, so that a cluster that spans two runs stays one.
  static func cells(of text: StyledText, keepingLineBreaks: Bool = true) -> [Cell] {
    var cells: [Cell] = []
    var ends: [(end: Int, role: Role)] = []
    var total = 0
    for run in text.runs {
      total += run.text.utf8.count
      ends.append((total, run.role))
    }
    var run = 0
    var offset = 0
    for character in text.string {
      while ends[run].end <= offset { run += 1 }
      offset += character.utf8.count
      let role = ends[run].role
      if keepingLineBreaks, character == "\n" || character == "\r\n" {
        cells.append(Cell(text: "\n", role: role, width: 0))
      } else if character.unicodeScalars.contains(where: Escaping.isUnsafe) {
        for piece in Escaping.escaped(String(character)) {
          cells.append(Cell(text: String(piece), role: role, width: CellWidth.of(piece)))
        }
      } else {
        cells.append(Cell(text: String(character), role: role, width: CellWidth.of(character)))
      }
    }
    return cells
  }
}

/// Collects cells into lines; holds the word that is not yet known to fit.
private struct LineBreaker {
  let width: Int
  var lines: [StyledText] = []
  var line: [Wrapping.Cell] = []
  var lineWidth = 0
  var blanks: [Wrapping.Cell] = []
  var word: [Wrapping.Cell] = []
  var wordWidth = 0

  mutating func take(_ cell: Wrapping.Cell) {
    if cell.isLineBreak {
      placeWord()
      closeLine()
    } else if cell.isBlank, !isBehindOpeningQuote {
      placeWord()
      blanks.append(cell)
    } else {
      if mayBreak(before: cell) { placeWord() }
      // A cell wider than the whole line cannot be shown at all.
      let fitting = cell.width > width ? Wrapping.Cell(text: "?", role: .dim, width: 1) : cell
      word.append(fitting)
      wordWidth += fitting.width
    }
  }

  mutating func finish() -> [StyledText] {
    placeWord()
    closeLine()
    return lines
  }

  /// The blank with which a token such as `" love"` begins stays with its quote.
  private var isBehindOpeningQuote: Bool { word.count == 1 && word[0].text == "\"" }

  /// Beside a wide character a line may break, but not between it and its quotes and stops.
  private func mayBreak(before cell: Wrapping.Cell) -> Bool {
    guard let last = word.last, cell.width == 2 || last.width == 2 else { return false }
    if Self.closing.contains(cell.text) { return false }
    return ![cell, last].contains { $0.width < 2 && !($0.text.first?.isLetter ?? true) }
  }

  /// Marks that may not begin a line.
  static let closing: Set<String> = [
    "、", "。", "，", "．", "！", "？", "）", "」", "』", "】", "》", "〉", "：", "；",
  ]

  private mutating func placeWord() {
    guard !word.isEmpty else { return }
    if lineWidth + blanks.count + wordWidth <= width {
      append(blanks)
      append(word)
    } else if wordWidth <= width, !(line.isEmpty && lines.isEmpty && blanks.count >= width) {
      if !line.isEmpty { closeLine() }
      append(word)
    } else {
      cutWord()
    }
    blanks = []
    word = []
    wordWidth = 0
  }

  private mutating func cutWord() {
    if !line.isEmpty {
      if lineWidth + blanks.count < width { append(blanks) } else { closeLine() }
    }
    for cell in word {
      if lineWidth + cell.width > width { closeLine() }
      append([cell])
    }
  }

  private mutating func append(_ cells: [Wrapping.Cell]) {
    line += cells
    lineWidth += cells.reduce(0) { $0 + $1.width }
  }

  private mutating func closeLine() {
    var text = StyledText()
    for cell in line { text.append(cell.text, cell.role) }
    lines.append(text)
    line = []
    lineWidth = 0
    blanks = []
  }
}
