import Foundation
import Testing

@Suite struct `Files of results` {
  private func run(_ commands: String, in folder: URL) throws -> ProgramRun {
    try ProgramRun(["--model", TestFolder.random.path, "-c", commands], folder: folder)
  }

  @Test func `are written for every suffix, and said to be`() throws {
    let folder = try TestFolder()
    let vector = "with=x(\"a\",\"b\",2,1)"
    for command in [
      ":next \"abc\" \(vector)", ":effect \"abcdef\" tokens={\"a\"} \(vector)",
      ":norms \"abcdef\" \(vector)", ":align \"abcdef\" \(vector)",
      ":compare \"abcdef\" n=2 tokens=3 seed=1 \(vector)", ":gen \"abcdef\" n=2 tokens=3 seed=1",
    ] {
      let name = command.split(separator: " ")[0].dropFirst()
      for suffix in ["csv", "jsonl", "md", "html", "svg"] {
        let file = "\(name).\(suffix)"
        let run = try run("\(command) file=\(file)", in: folder.url)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("wrote \(file)"))
        let text = try String(contentsOf: folder.url.appending(path: file), encoding: .utf8)
        switch suffix {
        case "csv":
          let lines = text.split(separator: "\n")
          #expect(lines.count > 1 && lines[0].contains("weights_sha256"))
        case "jsonl":
          for line in text.split(separator: "\n") {
            let row = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect(row?["command"] as? String == String(name))
            #expect((row?["weights_sha256"] as? String)?.count == 64)
          }
        case "md": #expect(text.hasPrefix("# `:\(name) "))
        case "html": #expect(text.hasPrefix("<!DOCTYPE html>") && text.hasSuffix("</html>\n"))
        default: #expect(text.hasPrefix("<svg ") && text.hasSuffix("</svg>\n"))
        }
      }
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(names.allSatisfy { !$0.hasPrefix(".") }, "nothing half-written stays")
  }

  @Test func `are written of the last result, which shows again`() throws {
    let folder = try TestFolder()
    let run = try run(":gen \"abc\" n=1 tokens=3 seed=1; :last file=last.csv", in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    let text = try String(contentsOf: folder.url.appending(path: "last.csv"), encoding: .utf8)
    #expect(text.split(separator: "\n").first?.hasPrefix("side,completion_index,prompts") == true)
  }

  @Test(
    arguments: [
      ("out.txt", "suffixes: .csv, .jsonl, .md, .html, .svg"), ("out", "has none"),
      ("nowhere/out.csv", "there is no folder nowhere"),
    ])
  func `are refused by their name before anything runs`(name: String, sentence: String) throws {
    let folder = try TestFolder()
    let run = try run(":next \"abc\" file=\(name)", in: folder.url)
    #expect(run.status == 1)
    #expect(run.errors.contains(sentence), "\(run.errors)")
    #expect(!run.output.contains("entropy"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }

  @Test func `that have the name of a folder are refused before anything runs`() throws {
    let folder = try TestFolder()
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "a.csv"), withIntermediateDirectories: true)
    let run = try run(":next \"abc\" file=a.csv", in: folder.url)
    #expect(run.status == 1)
    #expect(run.errors.contains("a.csv is a folder"), "\(run.errors)")
    #expect(!run.output.contains("entropy"))
  }

  @Test func `keep what had their name until they are whole`() throws {
    let folder = try TestFolder()
    let file = folder.url.appending(path: "a.csv")
    try Data("old".utf8).write(to: file)
    // No file may be longer than this many blocks of 512 bytes: a disk that is full.
    let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "actadd").path
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = [
      "-c",
      "ulimit -f 2; exec \"$0\" --no-rc --model \"$1\" -c \"$2\"", program,
      TestFolder.random.path, ":next \"abc\" k=200 file=a.csv",
    ]
    process.currentDirectoryURL = folder.url
    let errors = Pipe()
    process.standardError = errors
    let answers = Pipe()
    process.standardOutput = answers
    try process.run()
    let said = String(
      decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    let shown = try answers.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
    #expect(String(decoding: shown, as: UTF8.self).contains("entropy"), "the result is shown")
    #expect(said.contains("cannot write a.csv"), "\(said)")
    #expect(try String(contentsOf: file, encoding: .utf8) == "old")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(names == ["a.csv"])
  }
}
