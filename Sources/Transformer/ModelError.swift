/// Why a checkpoint cannot be run.
public enum ModelError: Error, Hashable, Sendable {
  /// `config.json` is broken; the text completes the sentence.
  case badConfiguration(String)
  /// `config.json` names a family that is not here.
  case unsupportedFamily(String, supported: [String])
  /// `config.json` asks for something that is not here.
  case unsupportedFlag(String, String)
  /// `config.json` has a key whose meaning is not here; the text completes the sentence.
  case unsupportedKey(String, meaning: String)
  /// A weight is not in the checkpoint.
  case missingTensor(String, expected: [Int])
  /// A weight has another shape than the sizes demand.
  case misshapenTensor(String, expected: [Int], found: [Int])
  /// Tensors that no part of the model asked for.
  case unexpectedTensors([String])
  /// A weight holds values that are not numbers.
  case notFinite(String)
  /// The bytes of a weight cannot be read; the text is a whole sentence.
  case unreadable(String)
  /// Whoever asked for it did not want to go on.
  case stopped
}

extension ModelError: CustomStringConvertible {
  /// The sentence a user reads.
  public var description: String {
    switch self {
    case .badConfiguration(let what): "config.json is broken: \(what)"
    case .unsupportedFamily(let name, let supported):
      "config.json describes a model of type \(name); this program runs "
        + supported.joined(separator: ", ")
    case .unsupportedFlag(let flag, let value):
      "config.json sets \(flag) to \(value), which this program does not support"
    case .unsupportedKey(let key, let meaning):
      "config.json has a \(key): \(meaning), which this program does not support"
    case .missingTensor(let name, let expected):
      "the checkpoint has no tensor \(name) of shape \(expected)"
    case .misshapenTensor(let name, let expected, let found):
      "tensor \(name) should have shape \(expected), found \(found)"
    case .unexpectedTensors(let names):
      "the checkpoint holds \(names.count) tensor\(names.count == 1 ? "" : "s") this model has no "
        + "place for: \(names.prefix(3).joined(separator: ", "))\(names.count > 3 ? ", …" : "")"
    case .notFinite(let name):
      "tensor \(name) holds values that are not finite numbers; the file is damaged"
    case .unreadable(let sentence): sentence
    case .stopped: "the loading was stopped"
    }
  }
}
