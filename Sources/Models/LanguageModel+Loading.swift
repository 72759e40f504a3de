import Foundation
import LinearAlgebra
import Safetensors
import Tokenization
import Transformer

extension LanguageModel {
  /// Loads a Hugging Face folder: `config.json`, the weights, the tokenizer.
  ///
  /// `budget` refuses what cannot fit before a weight is read; `fingerprints` remembers checksums.
  /// `precision` is how the weights are kept, whatever the file holds. `goesOn` hears how much is
  /// loaded, 0 to 1, and says whether to go on.
  /// Throws a `LoadingError` whose description is a whole sentence.
  public static func load(
    folder: String, name: String? = nil, precision: WeightPrecision = .fp32,
    within budget: MemoryBudget? = nil, fingerprints: FingerprintMemory? = nil,
    goesOn: (Double) -> Bool = { _ in true }
  ) throws(LoadingError) -> LanguageModel {
    let home = ProcessInfo.processInfo.environment["HOME"] ?? NSHomeDirectory()
    let path = folder == "~" || folder.hasPrefix("~/") ? home + folder.dropFirst() : folder
    guard let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] else {
      throw LoadingError("there is no folder \(folder)")
    }
    guard type as? FileAttributeType != .typeRegular else {
      throw LoadingError("\(folder) is a file; a model is a folder with config.json and weights")
    }
    let json = try ModelOutline.configuration(of: folder, at: path)
    let name = name ?? URL(fileURLWithPath: path).lastPathComponent
    do {
      let (architecture, sizes) = try Hyperparameters.read(json)
      try budget?.check(sizes, name: name)
      let checkpoint = try Checkpoint(folder: URL(fileURLWithPath: path))
      let network = try HookedTransformer(
        architecture, sizes, checkpoint, precision: precision,
        goesOn: { goesOn(Double($0) / Double(sizes.blocks)) })
      let tokenizer = try Tokenizer(folder: path, beginningOfText: sizes.beginningOfText)
      guard tokenizer.vocabularyCount <= sizes.vocabulary else {
        throw LoadingError(
          "the tokenizer knows \(tokenizer.vocabularyCount) tokens, the weights only "
            + "\(sizes.vocabulary)")
      }
      return LanguageModel(
        name: name, folder: path, network: network, tokenizer: tokenizer,
        weightFiles: checkpoint.paths, storedType: storedType(of: checkpoint),
        fingerprints: fingerprints)
    } catch { throw LoadingError("\(error)") }
  }

  /// The element type that holds the most bytes.
  private static func storedType(of checkpoint: Checkpoint) -> String {
    var bytes: [String: Int] = [:]
    for entry in checkpoint.names.compactMap(checkpoint.entry) {
      bytes["\(entry.elementType)", default: 0] += entry.byteRange.count
    }
    return bytes.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? ""
  }
}
