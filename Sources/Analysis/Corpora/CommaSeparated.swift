/// Reads comma-separated values as RFC 4180 has them.
enum CommaSeparated {
  /// The fields of every row; empty lines are no rows.
  ///
  /// Quotes hold commas, line ends and, doubled, quotes. A byte-order mark is skipped.
  static func rows(of text: String) throws(LabelledText.Unreadable) -> [[String]] {
    var rows: [[String]] = []
    var (row, field) = ([String](), String.UnicodeScalarView())
    var (isQuoted, wasQuoted, line, opening) = (false, false, 1, 0)
    func finish() {
      row.append(String(field))
      (field, wasQuoted) = (.init(), false)
    }
    let scalars = Array(text.unicodeScalars)
    var place = scalars.first == "\u{FEFF}" ? 1 : 0
    while place < scalars.count {
      let scalar = scalars[place]
      place += 1
      if scalar == "\n" { line += 1 }
      if isQuoted {
        if scalar != "\"" {
          field.append(scalar)
        } else if place < scalars.count, scalars[place] == "\"" {
          field.append(scalar)
          place += 1
        } else {
          isQuoted = false
        }
        continue
      }
      switch scalar {
      case "\"" where field.isEmpty && !wasQuoted:
        (isQuoted, wasQuoted, opening) = (true, true, line)
      case ",": finish()
      case "\r" where place < scalars.count && scalars[place] == "\n": continue
      case "\n", "\r":
        let isEmpty = row.isEmpty && field.isEmpty && !wasQuoted
        finish()
        if !isEmpty { rows.append(row) }
        row = []
      default: field.append(scalar)
      }
    }
    guard !isQuoted else {
      throw LabelledText.Unreadable(
        description: "the quote that opens in line \(opening) never closes")
    }
    if !row.isEmpty || !field.isEmpty || wasQuoted {
      finish()
      rows.append(row)
    }
    return rows
  }
}
