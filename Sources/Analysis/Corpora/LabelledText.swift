import Foundation

/// A text and the group it is counted in.
public struct LabelledText: Sendable, Hashable {
  /// The group.
  public var label: String
  /// The text.
  public var text: String

  /// A text of a group.
  public init(label: String, text: String) { (self.label, self.text) = (label, text) }

  /// What a file of texts looks like.
  public enum Format: String, Sendable, CaseIterable {
    /// Plain text: the whole file is one.
    case txt
    /// Rows of fields between commas under a row of names (RFC 4180): one text a row.
    case csv
    /// One JSON object, or one JSON text, a line.
    case jsonl

    /// The format that a file's suffix says; `nil` for any other.
    public init?(path: String) {
      self.init(rawValue: NSString(string: path).pathExtension.lowercased())
    }
  }

  /// Why a file gives no texts: a whole sentence.
  public struct Unreadable: Error, Hashable, Sendable, CustomStringConvertible {
    /// The sentence.
    public let description: String
    /// The column or key that was asked for and is not there.
    public var missingField: String?
  }

  /// The texts of a file's contents.
  ///
  /// `textField` and `labelField` name the columns or keys; without `labelField` it is `label`, where
  /// there is one. A row without a label has the label `fallback`. Throws an `Unreadable` for a row
  /// that makes no sense, or a field that no row has.
  public static func texts(
    in contents: String, _ format: Format, textField: String = "text",
    labelField: String? = nil, fallback: String
  ) throws(Unreadable) -> [LabelledText] {
    let neededLabel = labelField
    let labelField = labelField ?? "label"
    switch format {
    case .txt: return [LabelledText(label: fallback, text: contents)]
    case .csv:
      let rows = try CommaSeparated.rows(of: contents)
      guard let names = rows.first else { return [] }
      guard let text = names.firstIndex(of: textField) else {
        throw noColumn(textField, names)
      }
      let label = names.firstIndex(of: labelField)
      if let neededLabel, label == nil { throw noColumn(neededLabel, names) }
      return rows.dropFirst().filter { $0.count > text }.map { row in
        let named = label.flatMap { row.indices.contains($0) ? row[$0] : nil }
        return LabelledText(label: named ?? fallback, text: row[text])
      }
    case .jsonl:
      var texts: [LabelledText] = []
      var hasLabel = false
      for (number, line) in contents.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated() where line.contains(where: { !$0.isWhitespace })
      {
        let value = try? JSONSerialization.jsonObject(
          with: Data(line.utf8), options: .fragmentsAllowed)
        if let text = value as? String {
          texts.append(LabelledText(label: fallback, text: text))
        } else if let object = value as? [String: Any], let text = object[textField] as? String {
          let label = object[labelField].map { "\($0)" }
          hasLabel = hasLabel || label != nil
          texts.append(LabelledText(label: label ?? fallback, text: text))
        } else {
          throw Unreadable(
            description: "line \(number + 1) is no JSON object with a text under \(textField)",
            missingField: value is [String: Any] ? textField : nil)
        }
      }
      if let neededLabel, !hasLabel, !texts.isEmpty {
        throw Unreadable(
          description: "no line of the file has a \(neededLabel)", missingField: neededLabel)
      }
      return texts
    }
  }

  private static func noColumn(_ field: String, _ names: [String]) -> Unreadable {
    Unreadable(
      description: "the file has no column \(field); it has \(names.joined(separator: ", "))",
      missingField: field)
  }
}
