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
  /// How the files store most of the weights, such as `F32`.
  public let storedType: String
  private let fingerprint: Fingerprint

  init(
    name: String, folder: String, network: HookedTransformer, tokenizer: Tokenizer,
    weightFiles: [String], storedType: String, fingerprints: FingerprintMemory?
  ) {
    (self.name, self.folder, self.network) = (name, folder, network)
    (self.tokenizer, self.weightFiles, self.storedType) = (tokenizer, weightFiles, storedType)
    fingerprint = Fingerprint(files: weightFiles, memory: fingerprints)
  }

  /// The SHA-256 of the weights' files in hexadecimal, computed at the first request; `nil` where a
  /// file can no longer be read.
  public var checksum: String? { fingerprint.value }

  /// Computes the checksum on a thread of its own, so that it is there when it is asked for.
  public func computeChecksum(after seconds: Double = 0) { fingerprint.compute(after: seconds) }

  /// The commit on the Hub, where the folder is that of one in the cache.
  public var revision: String? {
    let parts = folder.split(separator: "/").suffix(2)
    guard parts.first == "snapshots", let commit = parts.last, commit.utf8.count == 40,
      commit.allSatisfy(\.isHexDigit)
    else { return nil }
    return String(commit)
  }

  /// The token that begins every prompt and ends a text.
  public var beginningOfText: TokenID { tokenizer.beginningOfText }

  /// The token at which generation stops.
  public var endOfText: TokenID { network.sizes.endOfText ?? tokenizer.beginningOfText }

  /// How many tokens a sequence may have.
  public var context: Int { network.sizes.context }
}
