/// `model.safetensors.index.json`: which file of a split checkpoint holds which tensor.
struct ShardIndex {
  /// File name by tensor name.
  private(set) var fileByTensor: [String: String] = [:]

  /// The files, sorted by name.
  var files: [String] { Set(fileByTensor.values).sorted() }

  /// Reads the index at `path`.
  init(path: String) throws(SafetensorsError) {
    let map = try MappedFile(path: path)
    func refuse(_ problem: String) -> SafetensorsError { .badIndex(path: path, problem: problem) }
    guard map.count <= SafetensorsFile.headerLimit else { throw refuse("it is too large") }
    var reader = JSONReader(map.copy(0..<map.count))
    var fileByTensor: [String: String] = [:]
    do {
      try reader.readObject { (reader, key) throws(JSONReader.Problem) in
        guard key == "weight_map" else { return try reader.skipValue() }
        try reader.readObject { (reader, tensor) throws(JSONReader.Problem) in
          fileByTensor[tensor] = try reader.readString()
        }
      }
      try reader.expectEnd()
    } catch {
      throw refuse(error.description)
    }
    guard !fileByTensor.isEmpty else { throw refuse("it has no weight_map") }
    // A name with a slash could point anywhere on the machine.
    let isPlain = { (file: String) in
      !file.isEmpty && !file.unicodeScalars.contains { $0 == "/" || $0 == "\0" }
    }
    if let file = fileByTensor.values.first(where: { !isPlain($0) }) {
      throw refuse("\"\(file)\" is not a plain file name")
    }
    self.fileByTensor = fileByTensor
  }
}
