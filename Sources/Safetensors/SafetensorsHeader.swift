/// The JSON object at the front of a safetensors file.
struct SafetensorsHeader {
  /// What the header says of a tensor, not yet checked against the file.
  struct Claim {
    let name: String
    var elementType: ElementType?
    var shape: [Int]?
    var offsets: [Int]?
  }

  private(set) var metadata: [String: String] = [:]
  private(set) var claims: [Claim] = []

  /// Reads the header's text.
  mutating func read(_ text: [UInt8]) throws(HeaderProblem) {
    var scanner = Scanner(text)
    var claims: [Claim] = []
    var metadata: [String: String] = [:]
    try scanner.scanObject(refusingRepeatedKeys: true) { (scanner, key) throws(HeaderProblem) in
      let name = try scanner.string(key)
      if name == "__metadata__" {
        try scanner.scanObject(refusingRepeatedKeys: true) { (scanner, key) throws(HeaderProblem) in
          metadata[try scanner.string(key)] = try scanner.scanString()
        }
      } else {
        claims.append(try Self.readClaim(name, &scanner))
      }
    }
    try scanner.expectEnd()
    self.claims = claims
    self.metadata = metadata
  }

  private static func readClaim(
    _ name: String, _ scanner: inout Scanner
  ) throws(HeaderProblem) -> Claim {
    var claim = Claim(name: name)
    try scanner.scanObject(refusingRepeatedKeys: true) { (scanner, key) throws(HeaderProblem) in
      switch try scanner.string(key) {
      case "dtype": claim.elementType = ElementType(name: try scanner.scanString())
      case "shape": claim.shape = try Self.readCounts(&scanner)
      case "data_offsets": claim.offsets = try Self.readCounts(&scanner)
      default: try scanner.skipValue()
      }
    }
    return claim
  }

  private static func readCounts(_ scanner: inout Scanner) throws(HeaderProblem) -> [Int] {
    var counts: [Int] = []
    try scanner.scanArray { (scanner) throws(HeaderProblem) in
      counts.append(try scanner.scanCount())
    }
    return counts
  }

  /// The tensors in the order of their bytes, which must fill `start..<end` without gap or overlap.
  func placed(from start: Int, to end: Int, path: String) throws(SafetensorsError) -> [TensorEntry]
  {
    var entries: [TensorEntry] = []
    entries.reserveCapacity(claims.count)
    for claim in claims {
      entries.append(try Self.entry(claim, room: end - start, dataStart: start, path: path))
    }
    entries.sort {
      ($0.byteRange.lowerBound, $0.byteRange.upperBound)
        < ($1.byteRange.lowerBound, $1.byteRange.upperBound)
    }
    var filled = start
    for entry in entries {
      guard entry.byteRange.lowerBound == filled else {
        throw .badTensor(
          name: entry.name, path: path,
          problem: entry.byteRange.lowerBound < filled
            ? "overlaps the tensor before it" : "leaves a hole before it")
      }
      filled = entry.byteRange.upperBound
    }
    guard filled == end else {
      throw .badHeader(path: path, problem: "\(end - filled) bytes at its end belong to no tensor")
    }
    return entries
  }

  private static func entry(
    _ claim: Claim, room: Int, dataStart: Int, path: String
  ) throws(SafetensorsError) -> TensorEntry {
    func refuse(_ problem: String) -> SafetensorsError {
      .badTensor(name: claim.name, path: path, problem: problem)
    }
    guard let type = claim.elementType else { throw refuse("has no dtype") }
    guard let shape = claim.shape else { throw refuse("has no shape") }
    guard let offsets = claim.offsets, offsets.count == 2 else {
      throw refuse("has no pair of data_offsets")
    }
    guard offsets[0] <= offsets[1] else { throw refuse("ends before it begins") }
    guard offsets[1] <= room else {
      throw refuse("ends at byte \(offsets[1]) of \(room): the file is cut short or damaged")
    }
    let size = offsets[1] - offsets[0]
    guard let elementCount = product(shape) else {
      throw refuse("has an impossible shape \(shape)")
    }
    if let byteCount = type.byteCount {
      let (bytes, overflowed) = elementCount.multipliedReportingOverflow(by: byteCount)
      guard !overflowed, bytes == size else {
        throw refuse("of type \(type) and shape \(shape) does not fit its \(size) bytes")
      }
    }
    return TensorEntry(
      name: claim.name, elementType: type, shape: shape, elementCount: elementCount,
      byteRange: dataStart + offsets[0]..<dataStart + offsets[1])
  }

  /// The elements of a shape; `nil` on overflow, even where a later 0 would make the product 0.
  static func product(_ shape: [Int]) -> Int? {
    var product = 1
    for size in shape {
      let (next, overflowed) = product.multipliedReportingOverflow(by: size)
      guard !overflowed else { return nil }
      product = next
    }
    return product
  }
}
