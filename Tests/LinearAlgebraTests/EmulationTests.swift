import Foundation
import Testing

/// The kernels of a processor that is not the one at hand, compiled for it and run by an emulator.
@Suite(.enabled(if: Emulation.isPossible, "no clang, aarch64-linux-gnu-gcc or qemu-aarch64 here"))
struct `Kernels of another processor` {
  @Test func `compute what is right with NEON`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "neon-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let kernels = Emulation.package.appending(path: "Sources/CKernels")
    let program = folder.appending(path: "kernels").path
    // Only clang reads the kernels, only the other compiler knows where that processor's libraries
    // are.
    try Emulation.run(
      """
      cd "\(folder.path)" && clang --target=aarch64-linux-gnu --sysroot="\(Emulation.root)" \
        -isystem "\(Emulation.root)/include" -O2 -I "\(kernels.path)/include" -c \
        "\(kernels.path)"/*.c "\(Emulation.package.path)/Tests/Emulation/kernels.c" \
        && aarch64-linux-gnu-gcc *.o -o "\(program)" -lm -lpthread
      """)
    let answer = try Emulation.run("qemu-aarch64 -L \"\(Emulation.root)\" \"\(program)\"")
    #expect(answer.contains("2 kinds of kernels"), "\(answer)")
  }
}

private enum Emulation {
  static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let root = "/usr/aarch64-linux-gnu"
  static let isPossible =
    (try? run("command -v clang && command -v aarch64-linux-gnu-gcc && command -v qemu-aarch64"))
    != nil

  /// What a line of the shell prints; throws that where it fails.
  @discardableResult static func run(_ line: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", "exec 2>&1; \(line)"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(
      decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(text: text) }
    return text
  }

  struct Failure: Error { let text: String }
}
