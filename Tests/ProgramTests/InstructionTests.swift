import Foundation
import Testing

/// Counts instructions instead of seconds: they are the same on a busy machine.
@Suite(.enabled(if: InstructionCount.isPossible, "valgrind, taskset or strip is not installed"))
struct `Instructions` {
  /// So many may a step take.
  ///
  /// One of six rows of the small random model (three blocks of width 48, vocabulary 2560) takes
  /// 1.24 million multiplications, 155 thousand instructions with AVX2; all of it was measured to be
  /// 0.92 million. The budget leaves a fifth more.
  static let budget = 1_100_000

  @Test func `of a step stay within the budget`() throws {
    let counter = try InstructionCount()
    let (few, many) = (try counter.run(tokens: 5), try counter.run(tokens: 25))
    let step = (many - few) / 20
    #expect(step > 155_000, "\(step) instructions a step: too few to be true")
    #expect(step < Self.budget, "\(step) instructions a step")
  }
}

/// The program under cachegrind, on one core, so that no thread waits for another.
struct InstructionCount {
  private static let tools = ["/usr/bin/valgrind", "/usr/bin/taskset", "/usr/bin/strip"]
  static let isPossible = tools.allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }

  private let folder: TestFolder

  /// Takes the symbols off a copy of the program: this valgrind may not know their format.
  init() throws {
    folder = try TestFolder()
    let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    try Self.execute(
      ["/usr/bin/strip", "-o", copy.path, program.appending(path: "actadd").path], [:])
    let resources = "ActAdd_Models.resources"
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: resources),
      withDestinationURL: program.appending(path: resources))
  }

  private var copy: URL { folder.url.appending(path: "actadd") }

  /// How many instructions a comparison of three pairs takes from the start of the program to its end.
  func run(tokens: Int) throws -> Int {
    let command =
      "let v = x(\"Love\",\"Hate\",5,1)\n:compare \"I hate you because\" n=3 seed=0 tokens=\(tokens)"
    let errors = try Self.execute(
      [
        "/usr/bin/taskset", "-c", "0", "/usr/bin/valgrind", "--tool=cachegrind", "--cache-sim=no",
        "--cachegrind-out-file=/dev/null", copy.path, "--no-rc", "--json", "--model",
        TestFolder.random.path, "-c", command,
      ],
      // The kernels that valgrind knows, chosen without starting again; and no home, in which one run
      // would find the checksum that another left there. A line of JSON says the checksum, so that
      // every run computes it.
      [
        "OPENBLAS_CORETYPE": "Haswell", "OPENBLAS_NUM_THREADS": "1", "HOME": "/dev/null/none",
        "ACTADD_RECORD": "",
      ])
    let line = errors.split(separator: "\n").last {
      $0.contains("I   refs:") || $0.contains("I refs:")
    }
    let number = line?.split(separator: " ").last.flatMap { Int($0.filter { $0 != "," }) }
    return try #require(number, "\(errors)")
  }

  /// Runs a command to its end; returns what it wrote on standard error.
  @discardableResult
  private static func execute(_ words: [String], _ environment: [String: String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: words[0])
    process.arguments = Array(words.dropFirst())
    process.environment = environment.merging(["PATH": "/usr/bin:/bin"]) { first, _ in first }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let data = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
    #expect(process.terminationStatus == 0, "\(words[0]): \(text)")
    return text
  }
}
