import Foundation
import Testing

@Suite struct `The manual page` {
  private static let page = TestFolder.package.appending(path: "Sources/actadd/actadd.1")

  /// The long and short options named in a text.
  private func options(_ text: String) -> Set<String> {
    let words = text.split { !$0.isLetter && $0 != "-" }.map(String.init)
    return Set(words.filter { $0.hasPrefix("-") && $0.count > 1 })
  }

  @Test func `has a paragraph on every option, and on no other`() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8).replacing("\\-", with: "-")
    let parts = try #require(text.components(separatedBy: ".SH OPTIONS").last)
      .components(separatedBy: ".SH ")
    let heads = parts[0].components(separatedBy: ".TP\n").map { $0.prefix { $0 != "\n" } }
    let described = options(heads.joined(separator: "\n"))
    let help = try ProgramRun(["--help"]).output
    let list = try #require(help.components(separatedBy: "OPTIONS:").last)
    let known = options(
      list.split(separator: "\n").map { $0.prefix(26) }.joined(separator: "\n"))
    #expect(known.count >= 10)
    #expect(described == known.union(["--generate-completion-script"]))
  }

  @Test func `says in its synopsis what the usage says`() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8).replacing("\\-", with: "-")
    let synopsis = try #require(text.components(separatedBy: ".SH DESCRIPTION").first)
    let help = try ProgramRun(["--help"]).output
    let usage = try #require(help.split(separator: "\n").first { $0.hasPrefix("USAGE") })
    #expect(options(String(synopsis.replacing("actadd - ", with: ""))) == options(String(usage)))
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `is not the only help: the shell completes options`(shell: String) throws {
    let run = try ProgramRun(["--generate-completion-script", shell])
    #expect(run.status == 0)
    for option in ["model", "json", "echo", "color", "no-rc"] {
      #expect(run.output.contains(option))
    }
  }

  @Test func `names models and colours to bash`() throws {
    let folder = try TestFolder()
    let script = folder.url.appending(path: "completion").path
    try Data(try ProgramRun(["--generate-completion-script", "bash"]).output.utf8).write(
      to: URL(filePath: script))
    for (line, word) in [
      (["--mo"], "--model"), (["--color", "al"], "always"), (["--model", "gpt2-x"], "gpt2-xl"),
    ] {
      let words = ([ProgramRun.program] + line).map { "'\($0)'" }.joined(separator: " ")
      let process = Process()
      process.executableURL = URL(filePath: "/bin/bash")
      process.arguments = [
        "-c",
        """
        . '\(script)'
        COMP_WORDS=(\(words)); COMP_CWORD=\(line.count); COMP_LINE="${COMP_WORDS[*]}"
        COMP_POINT=${#COMP_LINE}; COMP_TYPE=9
        _actadd "${COMP_WORDS[0]}" '\(line.last ?? "")' '\(line.dropLast().last ?? "")'
        printf '%s\\n' "${COMPREPLY[@]}"
        """,
      ]
      let output = Pipe()
      process.standardOutput = output
      process.standardError = output
      try process.run()
      try output.fileHandleForWriting.close()
      let text = String(
        decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
      process.waitUntilExit()
      #expect(text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) } == [word])
    }
  }
}
