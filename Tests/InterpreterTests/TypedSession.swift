import Foundation
import Interpreter
import Models
import Reports

/// A session on the built-in model in which a line is being typed.
final class TypedSession {
  let session: Session
  private let shelf = FewModels()

  /// A session after these commands.
  init(_ commands: String = "") throws {
    session = Session(output: CollectedOutput(), shelf: shelf)
    guard session.loadBuiltIn(), session.run(commands) == .done else {
      throw CocoaError(.featureUnsupported)
    }
  }

  /// What Tab offers at the end of a line, in the order of the list.
  func offers(_ line: String) -> [String] {
    session.completion(of: line).candidates.map(\.text)
  }

  /// The line after Tab, if one thing fits.
  func completed(_ line: String, before rest: String = "") -> String? {
    let completion = session.completion(of: line, before: rest)
    guard completion.candidates.count == 1, let only = completion.candidates.first else {
      return nil
    }
    return line.dropLast(completion.typed.count) + only.text + only.ending
  }

  /// What is said of a candidate.
  func summary(of candidate: String, at line: String) -> String? {
    session.completion(of: line).candidates.first { $0.text == candidate }?.summary
  }
}

/// The built-in model, one in the cache and one on the Hub.
private final class FewModels: ModelShelf {
  func models() -> [ModelListing] {
    [
      ModelListing("tiny", bytes: 5_500_000, place: .builtIn),
      ModelListing("gpt2-xl", bytes: 6_400_000_000, place: .hub),
      ModelListing("gpt2-small", bytes: 548_000_000, place: .cache),
    ]
  }

  func load(_ name: String, output: any SessionOutput) throws -> LanguageModel? {
    name == "tiny" ? try LanguageModel.builtIn() : nil
  }
}

/// A folder with files, gone with the test.
final class ScratchFiles {
  let path: String

  init(_ files: [String]) throws {
    path =
      FileManager.default.temporaryDirectory.appending(path: "paths-\(UUID().uuidString)").path
      + "/"
    for file in files {
      let url = URL(fileURLWithPath: path + file)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data().write(to: url)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
