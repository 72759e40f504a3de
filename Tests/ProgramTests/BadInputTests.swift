import Foundation
import Testing

@Suite struct `Nonsense on the command line` {
  @Test(arguments: [
    (":gen \"\" n=1", "the prompt is empty"), (":gen \"a\" n=0", "n must be from 1 to 1000"),
    (":gen \"a\" tokens=99999", "tokens must be from 1 to 1024"),
    (":gen \"a\" n=1 temperature=-1", "temperature must be from 0 to 10"),
    (":gen \"a\" n=1 freq_penalty=-1", "freq_penalty must be from 0 to 10"),
    ("let v = x(\"Love\",\"Hate\",5,99)", "has no layer 99"),
    ("let v = x(\"Love\",\"Hate\",5,6", "this ( is never closed"),
    ("let v = x(\"Love", "has no closing quote"),
    (":nonsense", "no command"), ("love.coeff = 3", "no vector"), ("\u{1}", "error"),
    (":activations \"a\" at=2 file=/dev/null", "no ordinary file"),
    (":activations \"a\" at=2 file=/nowhere/x.safetensors", "there is no folder /nowhere"),
    (":logprobs \"a\" file=/nowhere/x.safetensors", "there is no folder /nowhere"),
    (":next \"a\" file=/nowhere/x.csv", "there is no folder /nowhere"),
    (":next \"a\" file=/dev/null/x.csv", "/dev/null is no folder"),
    (":next \"a\" file=/tmp/", "/tmp/ is a folder"), (":save /tmp", "/tmp is a folder"),
    (":logprobs \"a\" file=/tmp", "/tmp is a folder"), (":run /tmp", "/tmp is a folder"),
    (":save /nowhere/x", "there is no folder /nowhere"), (":run /nowhere/x", "there is no file"),
    (":save /dev/null", "no ordinary file"), (":load \"\"", "the name of the model is empty"),
    (":load /tmp/a b", "hint: :load \"/tmp/a b\""),
    (":run \"a\\u{0}b\"", "no file can have \"a\\u{0}b\" for a name"),
    (":save \"\\u{0}\"", "no file can have"), (":load \"./a\\u{0}b\"", "no model named"),
    (":activations \"a\" at=2 file=\"a\\u{0}b\"", "no file can have"),
    (":next \"a\" file=\"a\\u{0}b.csv\"", "no file can have"),
    (":logprobs \"a\" file=\"\"", "the name of the file is empty"),
    (":compare \"I hate\"", "no vector"),
  ]) func `is one sentence and status 1`(commands: String, part: String) throws {
    let run = try ProgramRun(["-c", commands])
    #expect(run.status == 1)
    #expect(run.errors.components(separatedBy: "error:").count == 2, "\(run.errors)")
    let sentence = run.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(sentence.contains(part), "\(sentence)")
  }

  @Test func `such as a prompt beyond the model's context, is shown in part`() throws {
    let prompt = String(repeating: "love ", count: 5000)
    let run = try ProgramRun(["-c", ":gen \"\(prompt)\" n=1"])
    #expect(run.status == 1)
    #expect(run.errors.contains("the model reads at"))
    #expect(run.errors.utf8.count < 1000)
  }

  @Test func `such as a name without end is shown in part`() throws {
    let name = String(repeating: "a", count: 100_000)
    for commands in [":\(name)", name, ":load \(name)", ":run \(name)", "let v = \(name)"] {
      let run = try ProgramRun(["-c", commands])
      #expect(run.status == 1)
      #expect(run.errors.utf8.count < 3000, "\(run.errors.prefix(200))")
    }
  }

  @Test func `such as an addition longer than the prompt, shows both lists of tokens`() throws {
    let run = try ProgramRun([
      "-c", "let v = act(\"much longer than that\",1,3); :gen \"Hi\" n=1",
    ])
    #expect(run.status == 1)
    // Where the lines break depends on the model's tokens.
    let said = run.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(said.contains("addition: <|endoftext|>"))
    #expect(said.contains("prompt: <|endoftext|>"))
  }

  @Test(arguments: [["--nonsense"], ["a", "-c", ":list"], ["--color", "blue"]])
  func `has status 2 where it is the command line itself`(arguments: [String]) throws {
    let run = try ProgramRun(arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("Usage") || run.errors.contains("USAGE"), "\(run.errors)")
  }

  @Test func `stops a script at its line and column`() throws {
    let folder = try TestFolder()
    try Data(":list\n\n:set\nlet a = \n:list\n".utf8).write(
      to: folder.url.appending(path: "bad.actadd"))
    let run = try ProgramRun(["bad.actadd"], folder: folder.url)
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("bad.actadd:4:"), "\(run.errors)")
  }

  @Test func `points behind the last line where something is missing there`() throws {
    let folder = try TestFolder()
    for ending in ["", "\n", "\n\n"] {
      try Data((":list\n:tokens" + ending).utf8).write(
        to: folder.url.appending(path: "bad.actadd"))
      let run = try ProgramRun(["bad.actadd"], folder: folder.url)
      #expect(run.errors.hasPrefix("bad.actadd:2:8: "), "\(run.errors)")
    }
  }

  @Test func `stops standard input at its line`() throws {
    let run = try ProgramRun([], input: ":list\n:nonsense\n:help\n")
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("<stdin>:2:"), "\(run.errors)")
    #expect(!run.output.contains(":compare"))
  }

  @Test func `such as a script that is none is refused`() throws {
    let folder = try TestFolder()
    try Data([0x3A, 0xFF, 0x0A]).write(to: folder.url.appending(path: "bytes.actadd"))
    for (name, part) in [
      ("bytes.actadd", "is not UTF-8 text"), ("gone.actadd", "there is no file gone.actadd"),
      (".", "cannot be read"),
    ] {
      let run = try ProgramRun([name], folder: folder.url)
      #expect(run.status == 1)
      #expect(run.errors.contains(part), "\(run.errors)")
    }
  }

  @Test(arguments: [[], ["--json"]])
  func `such as a full disk for the results is status 1`(options: [String]) throws {
    let run = try ProgramRun(options + ["-c", ":help"], output: "/dev/full")
    #expect(run.status == 1)
    #expect(run.errors.contains("could not be written"))
    let said = run.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(said.contains("No space left on device"))
  }

  @Test(arguments: [
    ("exec \"$0\" -c ':help' >&-", "standard output: it is closed"),
    ("ulimit -f 1; exec \"$0\" -c ':help; :help keys; :help compare' > a.txt", "File too large"),
    (
      "ulimit -f 1; exec \"$0\" -c ':logprobs \"I hate you because\" file=l.safetensors'",
      "l.safetensors: it would be larger than a file may be here"
    ),
    (
      "ulimit -f 1; exec \"$0\" -c ':activations \"I hate you because\" at=2 file=l.safetensors'",
      "l.safetensors: it would be larger than a file may be here"
    ),
  ]) func `such as results that go nowhere is status 1`(script: String, part: String) throws {
    let folder = try TestFolder()
    let (status, errors) = try shell(script, in: folder.url)
    #expect(status == 1)
    let said = errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(said.contains(part), "\(errors)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(!names.contains { $0.contains("safetensors") }, "\(names)")
  }

  /// Runs a line of bash, in which `$0` is the program.
  private func shell(_ script: String, in folder: URL) throws -> (status: Int32, errors: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", script, ProgramRun.program]
    process.currentDirectoryURL = folder
    process.environment = ["HOME": folder.path, "PATH": "/usr/bin:/bin", "ACTADD_RECORD": ""]
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let said = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: said, as: UTF8.self))
  }
}
