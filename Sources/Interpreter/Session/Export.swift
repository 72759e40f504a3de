import Foundation
import Reports
import SessionLanguage

/// Writes a result to the file that `file=NAME` names, in the format of its suffix.
///
/// How a command takes part: `exports: true` in its `CommandHelp`, which adds the option `file` (it
/// is among `help.options`, so pass those to `allow` and to `settings(_:besides:topics:)`), and
/// `data:` in its `Answer`: the figures as `DataTable`s at full precision, the main one first, with
/// columns named as in its JSON. That is all. The session reads `file=` before the command runs, so
/// that a wrong name fails at once, and writes the file afterwards, of an interrupted run what is
/// done. `.csv` and `.jsonl` keep the tables; a second table `full` goes to `NAME-full.csv`. `.md`,
/// `.html` and `.svg` keep the blocks, charts drawn as pictures. Every file says where it comes
/// from: the fields that `Answer.facts` names, which `.csv` and `.jsonl` repeat in each row.
struct Export {
  /// As it was named.
  let name: Located<String>
  private let format: ExportFormat

  /// The file that a command names; `nil` where it names none.
  init?(_ call: Call) throws(Diagnostic) {
    guard let name = try call.word(of: "file") else { return nil }
    let suffixes = ExportFormat.allCases.map { ".\($0)" }.joined(separator: ", ")
    let path = try locating(name.range) { try ScriptFile.placeToWrite(name.node) }
    let suffix = NSString(string: path).pathExtension.lowercased()
    guard let format = ExportFormat(rawValue: suffix) else {
      throw Diagnostic(
        suffix.isEmpty
          ? "the file's suffix says what is written, and \(name.node) has none"
          : "no result can be written as .\(suffix)", at: name.range,
        hint: "suffixes: \(suffixes)")
    }
    (self.name, self.format) = (name, format)
  }

  /// Writes `answer`, which `title` asked for; gives the names of the files, each whole.
  func write(_ answer: Answer, title: String) throws(Diagnostic) -> [String] {
    guard !answer.data.isEmpty || !format.keepsFigures else {
      throw Diagnostic(
        "this result has no figures to write", at: name.range,
        hint: "what is seen can be written as .md, .html or .svg")
    }
    let document = ReportDocument(
      title: title, blocks: answer.blocks, tables: answer.data, facts: answer.facts)
    return try locating(name.range) {
      try format.files(document).map { file in
        let path = Self.name(name.node, with: file.mark)
        try ScriptFile.write(file.text, to: path)
        return path
      }
    }
  }

  /// `out.csv`, or `out-full.csv`.
  private static func name(_ name: String, with mark: String?) -> String {
    guard let mark, let point = name.lastIndex(of: ".") else { return name }
    return name[..<point] + "-\(mark)" + name[point...]
  }
}

extension Answer {
  /// Where the figures come from, as far as the answer says.
  var facts: [JSONValue.Member] {
    let known = ["model", "weights_sha256", "dtype", "vector", "seed", "settings"]
    return [.init("command", .string(command)), .init("version", .string(Session.version))]
      + fields.filter { known.contains($0.key) }
  }
}
