extension Comparison {
  /// Two columns need this many cells; below it the sides stand one above the other.
  public static let narrowestSideBySide = 72
  /// What moved has a column of its own from this many cells.
  public static let narrowestWithNotes = 160
  /// A column of text is never wider than this, or the eye loses the line.
  static let widestColumn = 72
  /// A column of text is never narrower than this.
  static let narrowestColumn = 32
  static let notesColumn = 40

  func lines(in layout: Layout) -> [StyledText] {
    var lines: [StyledText] = []
    let widths = columnWidths(in: layout)
    if isBeginning {
      if !head.isEmpty { lines += indented(head, layout) }
      if let remark = remark(on: widths, layout) { lines += indented(remark, layout) }
      if widths == nil { lines += legend(in: layout).flatMap { indented($0, layout) } }
      lines += sharedPrompt(for: widths?.first ?? layout.width - 4, layout)
    }
    lines += widths.map { grid($0, layout) } ?? stack(in: layout)
    if !foot.isEmpty { lines += indented(foot, layout) }
    return lines
  }

  private var isBeginning: Bool { piece.map { $0.rowsAbove == nil } ?? true }

  private var hasNotes: Bool { piece?.hasNotes ?? rows.contains { !$0.notes.isEmpty } }

  /// What does not fit, and the cells it needs.
  private func remark(on widths: [Int]?, _ layout: Layout) -> StyledText? {
    let count = sides.count
    func needed(_ columns: [Int]) -> Int { Grid.width(of: columns) }
    let texts = Array(repeating: Self.narrowestColumn, count: count)
    guard let widths else {
      guard count > 2, layout.width >= Self.narrowestSideBySide else { return nil }
      return StyledText(
        "\(count) sides, one above the other: side by side they need \(needed(texts)) cells", .dim)
    }
    guard hasNotes, widths.count == count, layout.width >= Self.narrowestWithNotes else {
      return nil
    }
    return StyledText(
      "what moved beside \(count) sides needs \(needed(texts + [Self.notesColumn])) cells", .dim)
  }

  /// The widths of the text columns, then of the notes where there is room; `nil` where sides stack.
  func columnWidths(in layout: Layout) -> [Int]? {
    let count = sides.count
    guard layout.width >= Self.narrowestSideBySide, count > 0 else { return nil }
    if hasNotes, layout.width >= Self.narrowestWithNotes {
      let room = layout.width - Grid.width(of: Array(repeating: 0, count: count + 1))
      let column = min(Self.widestColumn, (room - Self.notesColumn) / count)
      if column >= Self.narrowestColumn {
        return Array(repeating: column, count: count) + [Self.notesColumn]
      }
    }
    let room = layout.width - Grid.width(of: Array(repeating: 0, count: count))
    let column = min(Self.widestColumn, room / count)
    guard column >= Self.narrowestColumn else { return nil }
    return Array(repeating: column, count: count)
  }

  private func grid(_ widths: [Int], _ layout: Layout) -> [StyledText] {
    let withNotes = widths.count > sides.count
    let elided = isPromptElided(for: widths[0])
    let headings = sides.map { StyledText(Escaping.escaped($0.heading), .dim) }
    let cells = rows.map { row -> [[StyledText]] in
      let texts = sides.indices.map { side in
        Wrapping.lines(of: text(of: row, side, elided: elided, layout), width: widths[side])
      }
      guard withNotes else { return texts }
      return texts + [row.notes.flatMap { Wrapping.lines(of: $0, width: Self.notesColumn) }]
    }
    let head = headings + (withNotes ? [StyledText(notesHeading, .dim)] : [])
    return Grid(
      widths: widths, head: isBeginning ? head : nil, rows: cells, isOpen: isOpen,
      isContinued: !isBeginning
    ).lines(in: layout)
  }

  /// What the signs of sides that stand one above the other mean, where no headings say it.
  private func legend(in layout: Layout) -> [StyledText] {
    guard sides.count == 2 else { return [] }
    let parts = sides.map { "\(sign(of: $0, layout)) \(Escaping.escaped($0.heading))" }
    let line = StyledText(parts.joined(separator: "   "), .dim)
    return line.width <= layout.width - 2 ? [line] : parts.map { StyledText($0, .dim) }
  }

  private func sign(of side: Side, _ layout: Layout) -> String {
    side.isSteered ? "+" : layout.symbol("−", "-")
  }

  private func stack(in layout: Layout) -> [StyledText] {
    let width = layout.width - 4
    let elided = isPromptElided(for: width)
    let rail = StyledText(" \(layout.symbol("│", "|")) ", .dim)
    var lines: [StyledText] = []
    for (index, row) in rows.enumerated() {
      if index + (piece?.rowsAbove ?? 0) > 0 { lines.append(StyledText()) }
      for (position, side) in sides.enumerated() {
        let sign = sign(of: side, layout)
        // Two sides are told apart by their signs, more need their names.
        if sides.count > 2 {
          let heading = StyledText(Escaping.escaped(side.heading), .dim)
          lines.append(" " + Wrapping.truncated(heading, width: width, mark: layout.ellipsis))
        }
        let text = text(of: row, position, elided: elided, layout)
        for (number, line) in Wrapping.lines(of: text, width: width).enumerated() {
          lines.append(((number == 0 ? StyledText(" \(sign) ", .dim) : rail) + line).trimmed())
        }
      }
    }
    return lines
  }

  /// The prompt in bold, or the mark that it was shown above, then what followed.
  private func text(of row: Row, _ side: Int, elided: Bool, _ layout: Layout) -> StyledText {
    var text =
      elided ? StyledText(layout.ellipsis, .dim) : StyledText(Escaping.escaped(row.prompt), .prompt)
    guard side < row.completions.count else { return text }
    let completion = row.completions[side]
    text += layout.marksHighlights ? completion.markingHighlights(in: layout) : completion
    return text
  }

  /// A prompt all rows share is said once where repeating it would fill half a line of each cell.
  private func isPromptElided(for width: Int) -> Bool {
    guard let prompt = commonPrompt, (piece?.rowCount ?? rows.count) > 1 else { return false }
    return CellWidth.of(prompt) > width / 2
  }

  private var commonPrompt: String? {
    if let piece { return piece.prompt }
    guard let first = rows.first, rows.allSatisfy({ $0.prompt == first.prompt }) else { return nil }
    return first.prompt
  }

  private func sharedPrompt(for width: Int, _ layout: Layout) -> [StyledText] {
    guard let prompt = commonPrompt, isPromptElided(for: width) else { return [] }
    return indented(StyledText(Escaping.escaped(prompt), .prompt), layout)
  }

  private func indented(_ text: StyledText, _ layout: Layout) -> [StyledText] {
    Wrapping.lines(of: text, width: layout.width - 2).map { " " + $0 }
  }
}

extension StyledText {
  /// The text with ⟦ ⟧ around each highlighted stretch, blanks at its start left outside.
  func markingHighlights(in layout: Layout) -> StyledText {
    var text = StyledText()
    var isInside = false
    for run in runs {
      guard case .highlight = run.role else {
        if isInside { text.append(layout.symbol("⟧", "]"), .dim) }
        isInside = false
        text.append(run.text, run.role)
        continue
      }
      let blanks = isInside ? "" : String(run.text.prefix { $0 == " " })
      text.append(blanks)
      if !isInside { text.append(layout.symbol("⟦", "["), .dim) }
      isInside = true
      text.append(String(run.text.dropFirst(blanks.count)), run.role)
    }
    if isInside { text.append(layout.symbol("⟧", "]"), .dim) }
    return text
  }
}
