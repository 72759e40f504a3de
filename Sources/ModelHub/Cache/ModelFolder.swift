import Foundation

/// A folder with a model in it: `config.json`, the vocabulary, and weights in one file or in parts.
public struct ModelFolder: Sendable, Hashable {
  /// Where it is.
  public let path: String

  static let configuration = "config.json"
  static let vocabulary = ["vocab.json", "merges.txt"]
  static let weights = "model.safetensors"
  static let weightIndex = "model.safetensors.index.json"
  static let pickledWeights = ["pytorch_model.bin", "pytorch_model.bin.index.json"]

  /// Names a folder; nothing is read yet.
  public init(path: String) {
    self.path = path
  }

  /// Checks that every file is there and begins as it should; throws what is missing or damaged.
  public func check() throws(ModelHubError) {
    for file in [Self.configuration] + Self.vocabulary where has(file) {
      guard ContentCheck.accepts("\(path)/\(file)", as: file) else {
        throw .damagedFile(path: "\(path)/\(file)")
      }
    }
    var missing = ([Self.configuration] + Self.vocabulary).filter { !has($0) }
    let parts = try weightFiles()
    if parts.isEmpty {
      if missing.isEmpty, let pickled = Self.pickledWeights.first(where: has) {
        throw .onlyPickledWeights(model: path, file: pickled)
      }
      missing.append(Self.weights)
    }
    missing += parts.filter { !has($0) }
    guard missing.isEmpty else { throw .incompleteFolder(path: path, missing: missing) }
    for part in parts where !ContentCheck.accepts("\(path)/\(part)", as: part) {
      throw .damagedFile(path: "\(path)/\(part)")
    }
  }

  /// The names of the files that hold the weights, as the index lists them; empty when there is
  /// neither a single file nor an index.
  public func weightFiles() throws(ModelHubError) -> [String] {
    if has(Self.weights) { return [Self.weights] }
    guard has(Self.weightIndex) else { return [] }
    return try WeightIndex(path: "\(path)/\(Self.weightIndex)").files
  }

  /// The bytes of the files that make up the model, as far as they are there.
  public var bytes: Int64 {
    let weights = (try? weightFiles()) ?? []
    return ([Self.configuration] + Self.vocabulary + weights).reduce(0) { $0 + size(of: $1) }
  }

  func has(_ file: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(path)/\(file)")
  }

  func size(of file: String) -> Int64 {
    let resolved = URL(fileURLWithPath: "\(path)/\(file)").resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: resolved)
    return (attributes?[.size] as? NSNumber)?.int64Value ?? 0
  }
}
