import Reports

/// The formats of files, by suffix.
enum ExportFormat: String, CaseIterable {
  case csv
  case jsonl
  case md
  case html
  case svg

  /// Whether it keeps the tables of figures rather than what is seen.
  var keepsFigures: Bool { self == .csv || self == .jsonl }

  /// The files that a result becomes; all but the first have a mark in their names.
  func files(_ document: ReportDocument) -> [(mark: String?, text: String)] {
    switch self {
    case .csv:
      document.tables.enumerated().map { index, table in
        (index == 0 ? nil : table.name, CSVRendering.text(table, facts: document.facts))
      }
    case .jsonl: [(nil, JSONLinesRendering.text(document))]
    case .md: [(nil, MarkdownRendering.text(document))]
    case .html: [(nil, HTMLRendering.text(document))]
    case .svg: [(nil, SVGRendering.text(document))]
    }
  }
}
