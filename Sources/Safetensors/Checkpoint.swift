import FoundationEssentials

/// All tensors of a model folder, whether in one file or in shards.
public final class Checkpoint: Sendable {
  /// The safetensors files, in the order of their names.
  public let files: [SafetensorsFile]
  /// Every tensor's name, file by file in the order of their bytes.
  public let names: [String]
  private let places: [String: (file: Int, entry: TensorEntry)]

  /// Opens `model.safetensors` in the folder, or the shards its index names.
  public convenience init(folder: URL) throws(SafetensorsError) {
    let path = folder.path
    let single = path + "/model.safetensors"
    let index = path + "/model.safetensors.index.json"
    if Self.exists(single) || !Self.exists(path) {
      try self.init([SafetensorsFile(path: single)], owner: [:])
    } else if Self.exists(index) {
      let shards = try ShardIndex(path: index)
      var files: [SafetensorsFile] = []
      for name in shards.files { files.append(try SafetensorsFile(path: "\(path)/\(name)")) }
      try self.init(files, owner: shards.fileByTensor.mapValues { "\(path)/\($0)" })
      for (tensor, file) in shards.fileByTensor where entry(tensor) == nil {
        throw .badIndex(path: index, problem: "it places \"\(tensor)\" in \(file), which lacks it")
      }
    } else if Self.exists(path + "/pytorch_model.bin") {
      throw .noWeights(
        folder: path,
        hint: "convert its pytorch_model.bin with save_pretrained(…, safe_serialization=True)")
    } else {
      throw .noWeights(folder: path, hint: "is it a model's folder?")
    }
  }

  /// Opens a single safetensors file.
  public convenience init(file: URL) throws(SafetensorsError) {
    try self.init([SafetensorsFile(path: file.path)], owner: [:])
  }

  // `owner` gives the path of the file that holds a tensor, where an index says so.
  private init(
    _ files: [SafetensorsFile], owner: [String: String]
  ) throws(SafetensorsError) {
    var places: [String: (file: Int, entry: TensorEntry)] = [:]
    var names: [String] = []
    for (number, file) in files.enumerated() {
      for entry in file.entries {
        if let owner = owner[entry.name], owner != file.map.path { continue }
        guard places.updateValue((number, entry), forKey: entry.name) == nil else {
          throw .badTensor(name: entry.name, path: file.map.path, problem: "is in two shards")
        }
        names.append(entry.name)
      }
    }
    self.files = files
    self.places = places
    self.names = names
  }

  /// What the header says of a tensor; `nil` when there is none of that name.
  public func entry(_ name: String) -> TensorEntry? {
    places[name]?.entry
  }

  /// The path of the file that holds a tensor; `nil` when there is none of that name.
  public func path(of name: String) -> String? {
    places[name].map { files[$0.file].map.path }
  }

  /// The files' paths, for checksums.
  public var paths: [String] { files.map(\.map.path) }

  /// The metadata of all files; of a repeated key the first file's value.
  public var metadata: [String: String] {
    files.reduce(into: [:]) { all, file in all.merge(file.metadata) { first, _ in first } }
  }

  /// Gives back the memory a tensor's bytes took when they were read: they stay in the file.
  public func forget(_ name: String) {
    guard let (map, entry) = place(of: name) else { return }
    map.forget(entry.byteRange)
  }

  /// The mapped file and what its header says of a tensor.
  func place(of name: String) -> (map: MappedFile, entry: TensorEntry)? {
    places[name].map { (files[$0.file].map, $0.entry) }
  }

  private static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }
}
