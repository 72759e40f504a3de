import Foundation
import Testing

/// What every instrument has in common: it fits any width, says all of it as JSON, and writes files of
/// each kind.
@Suite struct `Every instrument` {
  static let commands = [
    ":compare \"I hate you because\"", ":compare \"I hate you because\" control=random",
    ":gen \"I hate you because\"", ":next \"I hate you because\"",
    ":effect \"I hate you because you\" tokens={\" love\"}", ":norms \"I hate you because\"",
    ":align \"I hate you because\"", ":compare \"I hate you because\" n=1 ; :trace",
    ":score \"I hate you because you are so kind\"", ":perplexity texts.txt",
    ":perplexity texts.txt love.layer=0..3 love.coeff={1,2}",
    ":perplexity texts.txt love.layer=0..3", ":perplexity texts.txt love.layer=0..3 ; :trace",
    ":against-prompting \"I hate you\"", ":sweep \"I hate you because\" love.coeff=-4..4 step=2",
    ":sweep \"I hate you because\" love.coeff=0..4 step=2 love.layer=0..11 metric=kl",
    ":sweep \"I hate you because\" love.coeff=0..4 step=2 metric=kl control=random ; :trace",
    ":find \"I hate you because\" love.coeff=0..9", ":lens \"I hate you because\" k=2",
    ":attention \"I hate you because\" layer=7 head=0", ":again", ":examples",
    ":example weddings", ":example weddings run", ":list", ":show love", ":models", ":last",
    ":compare \"I hate you because\" n=1 ; :runs export",
  ]

  private func folder() throws -> TestFolder {
    let folder = try TestFolder()
    try Data("I love weddings. You hate me! The bride wore a white dress.".utf8)
      .write(to: folder.url.appending(path: "texts.txt"))
    return folder
  }

  /// Commands after a vector was made and something was run.
  private func prepared(_ commands: String) -> String {
    """
    let love = x("Love","Hate",5,6)
    :set n=2 tokens=6 seed=1
    :compare "I hate you because" n=1

    """ + commands
  }

  @Test(arguments: [60, 80, 120, 200]) func `fits any width`(width: Int) throws {
    let folder = try folder()
    for command in Self.commands where !command.hasSuffix("export") {
      let run = try ProgramRun(
        ["-c", ":set width=\(width)\n" + prepared(command)], folder: folder.url)
      #expect(run.status == 0, "\(command): \(run.errors)")
      // Code that is offered goes on where the screen ends, so that it can be pasted.
      for line in run.output.split(separator: "\n")
      where !["let ", ":set ", ":compare "].contains(where: line.hasPrefix) {
        #expect(line.count <= width, "\(command): \(line)")
      }
    }
  }

  @Test func `writes files of each kind`() throws {
    let folder = try folder()
    for command in Self.commands {
      let lines = ["csv", "jsonl", "md", "html", "svg"].map { "\(command) file=out.\($0)" }
      let script = prepared("") + lines.joined(separator: "\n")
      let run = try ProgramRun(["-c", script], folder: folder.url)
      #expect(run.status == 0, "\(command): \(run.errors)")
      func text(_ name: String) throws -> String {
        let file = folder.url.appending(path: name)
        defer { try? FileManager.default.removeItem(at: file) }
        return try String(contentsOf: file, encoding: .utf8)
      }
      let rows = try text("out.csv").split(separator: "\n")
      #expect(rows.count > 1, "\(command)")
      #expect(rows[0].contains("version"), "\(command)")
      for line in try text("out.jsonl").split(separator: "\n") {
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
        #expect(object is [String: Any], "\(command)")
      }
      #expect(try !text("out.md").isEmpty, "\(command)")
      let page = try text("out.html")
      #expect(page.hasPrefix("<!DOCTYPE html>") && !page.contains("src=\""), "\(command)")
      #expect(try text("out.svg").contains("<svg"), "\(command)")
    }
  }

  @Test func `says which model gave its figures`() throws {
    let folder = try folder()
    let without = [":examples", ":example weddings", ":list", ":show love", ":models", ":last"]
    for command in Self.commands where !without.contains(command) && !command.contains("export") {
      let run = try ProgramRun(["--json", "-c", prepared(command)], folder: folder.url)
      #expect(run.status == 0, "\(command): \(run.errors)")
      let record = try #require(try run.records().last)
      #expect(record["model"] as? String == "tiny", "\(command)")
      #expect((record["weights_sha256"] as? String)?.count == 64, "\(command)")
    }
  }
}
