import ArgumentParser
import Foundation
import Terminal

/// `actadd merge PART…`: joins what the parts of a divided run wrote.
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "actadd merge",
    abstract: "Join the lines that --shard 1/N to N/N wrote with --json.",
    discussion: """
      The lines of one undivided run come out, on standard output. ./merge is a script of that name.
      """)

  @Argument(help: ArgumentHelp("Files of JSON lines, in any order.", valueName: "part"))
  var parts: [String]

  func run() throws {
    do {
      let merge = ShardMerge(
        parts: try parts.map { path in
          guard let contents = FileManager.default.contents(atPath: path) else {
            throw ShardMerge.Mismatch(description: "\(path) cannot be read")
          }
          return try ShardMerge.Part(name: path, Array(contents))
        })
      let text = try merge.lines().map { String(decoding: $0, as: UTF8.self) + "\n" }.joined()
      if let reason = Descriptor.standardOutput.write(text) {
        throw ShardMerge.Mismatch(description: "the lines could not be written: \(reason)")
      }
    } catch {
      FileHandle.standardError.write(Data("error: \(error)\n".utf8))
      throw ExitCode(1)
    }
  }
}
