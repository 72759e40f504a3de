import Tokenization
import Transformer

/// A network and the tokenizer it was trained with.
public final class LanguageModel: Sendable {
  /// What the user calls it: `gpt2-small`, or the name of its folder.
  public let name: String
  /// The folder it was loaded from.
  public let folder: String
  /// The weights.
  public let network: HookedTransformer
  /// Text to tokens and back.
  public let tokenizer: Tokenizer
  /// The files that hold the weights, in the order of their checksum.
  public let weightFiles: [String]
  private let fingerprint = Fingerprint()

  init(
    name: String, folder: String, network: HookedTransformer, tokenizer: Tokenizer,
    weightFiles: [String]
  ) {
    (self.name, self.folder, self.network) = (name, folder, network)
    (self.tokenizer, self.weightFiles) = (tokenizer, weightFiles)
  }

  /// The SHA-256 of the weights' files in hexadecimal, computed at the first request; `nil` where a
  /// file can no longer be read.
  public var checksum: String? { fingerprint.value(of: weightFiles) }

  /// The token that begins every prompt and ends a text.
  public var beginningOfText: TokenID { tokenizer.beginningOfText }

  /// The token at which generation stops.
  public var endOfText: TokenID { network.sizes.endOfText ?? tokenizer.beginningOfText }

  /// How many tokens a sequence may have.
  public var context: Int { network.sizes.context }
}
