import Foundation
import Safetensors
import Tokenization
import Transformer

extension LanguageModel {
  /// Loads a Hugging Face folder: `config.json`, the weights, the tokenizer.
  ///
  /// Throws a `LoadingError` whose description is a whole sentence.
  public static func load(folder: String, name: String? = nil) throws(LoadingError)
    -> LanguageModel
  {
    let path = NSString(string: folder).expandingTildeInPath
    guard let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] else {
      throw LoadingError("there is no folder \(folder)")
    }
    guard type as? FileAttributeType != .typeRegular else {
      throw LoadingError("\(folder) is a file; a model is a folder with config.json and weights")
    }
    guard let json = FileManager.default.contents(atPath: path + "/config.json") else {
      throw LoadingError("\(folder) is no model: it has no config.json that can be read")
    }
    do {
      let (architecture, sizes) = try Hyperparameters.read(json)
      let checkpoint = try Checkpoint(folder: URL(fileURLWithPath: path))
      let network = try HookedTransformer(architecture, sizes, checkpoint)
      let tokenizer = try Tokenizer(folder: path, beginningOfText: sizes.beginningOfText)
      guard tokenizer.vocabularyCount <= sizes.vocabulary else {
        throw LoadingError(
          "the tokenizer knows \(tokenizer.vocabularyCount) tokens, the weights only "
            + "\(sizes.vocabulary)")
      }
      return LanguageModel(
        name: name ?? URL(fileURLWithPath: path).lastPathComponent, folder: path,
        network: network, tokenizer: tokenizer, weightFiles: checkpoint.paths)
    } catch { throw LoadingError("\(error)") }
  }
}
