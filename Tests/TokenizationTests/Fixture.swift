import Foundation
import Tokenization

/// The small vocabulary of the fixtures, and what `tokenizers` makes of texts with it.
enum Fixture {
  struct Expected: Decodable {
    struct Chunk: Decodable {
      let text: String
      let ids: String
      let count: Int
    }
    struct Case: Decodable {
      let text: String
      let ids: [TokenID]
    }
    let chunks: [Chunk]
    let decodes: [String]
    let cases: [Case]
  }

  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appending(path: "Fixtures")

  static func tokenizer() throws -> Tokenizer { try Tokenizer(folder: folder.path) }

  static func expected() throws -> Expected {
    try JSONDecoder().decode(
      Expected.self, from: Data(contentsOf: folder.appending(path: "expected.json")))
  }

  static func snippets() throws -> [String] {
    try JSONDecoder().decode(
      [String].self, from: Data(contentsOf: folder.appending(path: "snippets.json")))
  }

  static func data(_ name: String) throws -> Data {
    try Data(contentsOf: folder.appending(path: name))
  }

  /// Runs `body` with a folder that holds these files and is gone afterwards.
  static func withFolder<Result>(
    _ files: [String: Data], _ body: (String) throws -> Result
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "tokenizer-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, data) in files { try data.write(to: folder.appending(path: name)) }
    return try body(folder.path)
  }
}
