import Foundation
import Transformer

/// What the grammar writes, as `write_documents.py` keeps it.
enum Documents {
  /// A document that the model was not trained on.
  struct HeldOut: Decodable {
    let tokens: [TokenID]
    /// The places of the tokens of the text; the others belong to its front.
    let scored: [Int]
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()

  static func lines(_ file: String) throws -> [String] {
    try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      .split(separator: "\n").map(String.init)
  }

  static func heldOut() throws -> [HeldOut] {
    try JSONDecoder().decode(
      [HeldOut].self, from: Data(contentsOf: folder.appending(path: "documents.json")))
  }
}
