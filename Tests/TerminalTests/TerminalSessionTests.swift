import Foundation
import Testing

@Suite struct `In a terminal, and without one,` {
  @Test(
    .enabled(if: PythonTests.interpreter != nil, PythonTests.absence),
    arguments: PythonTests.themes)
  func `the program does as its tests in Python say`(theme: String) throws {
    let (status, output) = try PythonTests.run(theme)
    #expect(status == 0, "\(output)")
  }

  @Test func `there are such tests`() {
    #expect(PythonTests.themes.count >= 6)
  }
}

@Suite(.enabled(if: PythonTests.interpreter != nil, PythonTests.absence))
struct `On the command line,` {
  @Test(.enabled(if: PythonTests.has("bash"), "no bash here"))
  func `bash completes options, their values and models`() throws { try expect("Bash") }

  @Test(.enabled(if: PythonTests.has("zsh"), "no zsh here"))
  func `zsh completes options, their values and models`() throws { try expect("Zsh") }

  @Test(.enabled(if: PythonTests.has("fish"), "no fish here"))
  func `fish completes options, their values and models`() throws { try expect("Fish") }

  private func expect(_ shell: String) throws {
    let (status, output) = try PythonTests.run("shells.\(shell)")
    #expect(status == 0, "\(output)")
  }
}

/// The tests in `Tests/Terminal`, which type into a pseudo-terminal and read a terminal emulator's screen.
enum PythonTests {
  static let absence: Comment = """
    no Python here can import pexpect and pyte: pip install pexpect pyte, and name the Python in \
    ACTADD_PYTHON if it is not python3
    """

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Terminal")

  /// The modules of tests, one a theme.
  static let themes: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasPrefix("test_") && $0.hasSuffix(".py") }
      .map { String($0.dropLast(3)) }.sorted()
  }()

  /// The first Python that has what the tests import.
  static let interpreter: [String]? = {
    let named = ProcessInfo.processInfo.environment["ACTADD_PYTHON"].map { [[$0]] } ?? []
    return (named + [["/usr/bin/env", "python3"], ["/usr/bin/python3"]]).first { command in
      (try? execute(command + ["-c", "import pexpect, pyte"]))?.status == 0
    }
  }()

  /// Whether a shell is installed.
  static func has(_ shell: String) -> Bool {
    ["/bin/", "/usr/bin/"].contains { FileManager.default.isExecutableFile(atPath: $0 + shell) }
  }

  /// Runs the tests of a theme against the program that was built beside these tests.
  static func run(_ theme: String) throws -> (status: Int32, output: String) {
    try execute((interpreter ?? []) + ["-B", "-m", "unittest", theme])
  }

  private static func execute(_ command: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: command.first ?? "")
    process.arguments = Array(command.dropFirst())
    process.currentDirectoryURL = folder
    var variables = ProcessInfo.processInfo.environment
    variables["ACTADD_PROGRAM"] =
      URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "actadd")
      .path
    process.environment = variables
    let output = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    try process.run()
    try output.fileHandleForWriting.close()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: text, as: UTF8.self))
  }
}
