import ArgumentParser
import Foundation
import Interpreter
import LinearAlgebra
import Models
import Reports
import Terminal

/// The program: a prompt when a person is there, a script otherwise.
@main struct ActAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "actadd",
    abstract: "Steer language models by adding activations.",
    discussion: """
      Without a file and at a terminal, a prompt opens; :help shows its commands. Otherwise the \
      commands come from FILE, from -c, or from standard input, and the first mistake ends the run.
      actadd merge PART… joins what the parts of a divided run wrote; see actadd merge --help.

      Results go to standard output, all else to standard error. Exit status: 0 done, 1 a command \
      failed, 2 a wrong command line, 130 stopped by Ctrl-C, 141 nobody reads the results any more.
      """,
    version: version)

  @Argument(
    help: ArgumentHelp("A script of commands.", valueName: "file"),
    completion: .file(extensions: ["actadd"]))
  var file: String?

  @Option(
    name: .short,
    help: ArgumentHelp("Run these commands instead of a file.", valueName: "commands"))
  var commands: String?

  @Option(
    help: ArgumentHelp("Load this model first; tiny is inside the program.", valueName: "name"),
    completion: .custom { _, _, _ in ProgramShelf.names })
  var model: String?

  @Flag(help: "Write one JSON object per command.")
  var json = false

  @Flag(help: "Show each command of a script before its result.")
  var echo = false

  @Option(help: ArgumentHelp("auto, always (on) or never (off).", valueName: "when"))
  var color = ColorChoice.auto

  @Flag(help: "Download without asking.")
  var yes = false

  @Flag(help: "Do not read the file of start-up commands.")
  var noRC = false

  @Option(
    help: ArgumentHelp(
      "Do one part of each sweep, such as 3/16; actadd merge joins them.", valueName: "part"))
  var shard: String?

  private static var version: String {
    "actadd \(Session.version)\nbuilt-in model: \(BuiltInModel.folder ?? "missing")"
  }

  func validate() throws {
    guard file == nil || commands == nil else {
      throw ValidationError("give a file or -c, not both")
    }
    if let shard, Shard(shard) == nil {
      throw ValidationError("--shard is a part and how many there are, such as 3/16")
    }
  }

  /// Restarts first, so that no argument is acted on twice.
  static func main() {
    // A limit on the size of files is then an error of writing, told in a sentence like a full disk.
    signal(SIGXFSZ, SIG_IGN)
    BLAS.restartWithBetterKernels(CommandLine.arguments)
    Descriptor.fillClosed()
    let arguments = Array(CommandLine.arguments.dropFirst())
    // Where a file may stand, the parser knows no subcommand.
    if arguments.first == "merge" {
      run(Merge.self, Array(arguments.dropFirst()))
    } else {
      run(ActAdd.self, arguments)
    }
  }

  private static func run(_ type: (some ParsableCommand).Type, _ arguments: [String]) {
    do {
      var command = try type.parseAsRoot(arguments)
      try command.run()
    } catch {
      // A wrong command line is status 2 in this program; asking for help is none.
      let code = type.exitCode(for: error)
      let message = type.fullMessage(for: error)
      if code == .success, CompletionScript.isAskedFor(arguments) {
        print(CompletionScript.mended(message))
        Foundation.exit(0)
      }
      if code == .success || error is ExitCode { type.exit(withError: error) }
      FileHandle.standardError.write(Data((message + "\n").utf8))
      Foundation.exit(2)
    }
  }

  func run() throws {
    let program = Program(
      model: model, isJSON: json, echoes: echo, appearance: Appearance(color: color.choice),
      confirmsAll: yes, readsStartFile: !noRC)
    program.session.shard = shard.flatMap { Shard($0) }
    let status: Int32
    if let commands {
      status = program.runScript(commands, name: "-c")
    } else if let file {
      status = program.runFile(file)
    } else if program.isInteractive {
      status = program.converse()
    } else {
      status = program.runStandardInput()
    }
    throw ExitCode(program.checked(status))
  }
}

/// When to use colour.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto
  case always
  case never
  case on
  case off

  var choice: Appearance.Choice {
    switch self {
    case .auto: .auto
    case .always, .on: .on
    case .never, .off: .off
    }
  }
}
