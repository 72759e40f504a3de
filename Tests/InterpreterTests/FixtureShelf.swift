import Foundation
import Interpreter
import Models
import Reports

/// A shelf that holds the small trained model kept beside the tests, under the built-in one's name.
final class FixtureShelf: ModelShelf {
  static let model = Result { try LanguageModel.load(folder: folder, name: "tiny") }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Goldens/trained").path

  func models() -> [ModelListing] {
    [
      ModelListing("tiny", bytes: 5_494_296, layers: 12, place: .builtIn),
      ModelListing("gpt2-small", bytes: 548_000_000, layers: 12, place: .hub),
      ModelListing("gpt2-xl", bytes: 6_430_000_000, layers: 48, place: .hub),
    ]
  }

  func load(_ name: String, output: any SessionOutput) throws -> LanguageModel? {
    name == "tiny" ? try Self.model.get() : nil
  }
}
