import Analysis
import Foundation
import SessionLanguage

/// The texts that files hold, cut as asked, each with the label it is counted under.
struct CorpusFiles {
  /// Into what texts are cut.
  enum Cut: String, CaseIterable {
    case sentence
    case line
    /// Not at all.
    case text
  }

  /// The cut texts, in order.
  private(set) var texts: [LabelledText] = []

  /// Reads files.
  ///
  /// A row without a label has the file's name without its suffix. Without `cut`, plain text is cut
  /// into sentences and the rows of the other formats stay whole.
  init(
    _ files: [Located<String>], cut: Cut?, text: Located<String>?, label: Located<String>?
  ) throws(Diagnostic) {
    let names = files.map { NSString(string: $0.node).lastPathComponent }
    for (file, name) in zip(files, names) {
      guard let format = LabelledText.Format(path: file.node) else {
        throw Diagnostic(
          "\(file.node) is no .txt, .csv or .jsonl", at: file.range,
          hint: "texts are read from files with these suffixes: :help perplexity")
      }
      let contents = try locating(file.range) { try ScriptFile.read(file.node) }
      let isAlone = names.count { $0 == name } == 1
      let fallback = isAlone ? NSString(string: name).deletingPathExtension : file.node
      let found = try Self.rows(contents, format, file, text, label, fallback)
      let cut = cut ?? (format == .txt ? .sentence : .text)
      let pieces = found.flatMap { whole in
        Self.pieces(of: whole.text, cut).map { LabelledText(label: whole.label, text: $0) }
      }
      guard !pieces.isEmpty else {
        throw Diagnostic("\(file.node) holds no text", at: file.range)
      }
      texts += pieces
    }
  }

  private static func rows(
    _ contents: String, _ format: LabelledText.Format, _ file: Located<String>,
    _ text: Located<String>?, _ label: Located<String>?, _ fallback: String
  ) throws(Diagnostic) -> [LabelledText] {
    do throws(LabelledText.Unreadable) {
      return try LabelledText.texts(
        in: contents, format, textField: text?.node ?? "text", labelField: label?.node,
        fallback: fallback)
    } catch {
      let named = [text, label].compactMap { $0 }.first { $0.node == error.missingField }
      throw Diagnostic(
        "\(file.node): \(error)", at: named?.range ?? file.range,
        hint: named == nil && error.missingField != nil
          ? "text= and label= name other columns: text=review label=stars" : nil)
    }
  }

  private static func pieces(of text: String, _ cut: Cut) -> [String] {
    switch cut {
    case .sentence: SentenceSplitter.sentences(of: text)
    case .line: SentenceSplitter.lines(of: text)
    case .text: text.allSatisfy(\.isWhitespace) ? [] : [text]
    }
  }
}
