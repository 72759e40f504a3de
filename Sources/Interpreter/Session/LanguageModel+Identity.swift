import Models
import Reports

extension LanguageModel {
  /// What a result must say of the model so that it can be repeated: its name, the SHA-256 of its
  /// weights' files, and how the weights were kept.
  var identity: [JSONValue.Member] {
    [
      .init("model", .string(name)), .init("weights_sha256", checksum.json),
      .init("dtype", .string(network.precision.rawValue)),
    ]
  }
}
