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
    var scanner = Scanner(map.copy(0..<map.count))
    var fileByTensor: [String: String] = [:]
    do {
      try scanner.scanObject(refusingRepeatedKeys: true) { (scanner, key) throws(HeaderProblem) in
        guard try scanner.string(key) == "weight_map" else { return try scanner.skipValue() }
        try scanner.scanObject(refusingRepeatedKeys: true) {
          (scanner, tensor) throws(HeaderProblem) in
          fileByTensor[try scanner.string(tensor)] = try scanner.scanString()
        }
      }
      try scanner.expectEnd()
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
