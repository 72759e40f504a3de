import FoundationEssentials

/// Collects F32 tensors and writes them as one safetensors file.
///
/// Example:
/// ```swift
/// var writer = SafetensorsWriter(metadata: ["recipe": "love - hate"])
/// try writer.add("vector", shape: [3, 768], values)
/// try writer.write(to: URL(fileURLWithPath: "love.safetensors"))
/// ```
public struct SafetensorsWriter: Sendable {
  private let metadata: [String: String]
  private var tensors: [(name: String, shape: [Int], floats: [Float])] = []

  /// An empty file with that metadata.
  public init(metadata: [String: String] = [:]) {
    self.metadata = metadata
  }

  /// Appends a tensor; throws when the name is taken or the shape is not that of the floats.
  public mutating func add(
    _ name: String, shape: [Int], _ floats: [Float]
  ) throws(SafetensorsError) {
    guard name != "__metadata__" else { throw .badName(name: name, problem: "it is reserved") }
    guard !tensors.contains(where: { $0.name == name }) else {
      throw .badName(name: name, problem: "there is one already")
    }
    guard let count = SafetensorsHeader.product(shape), shape.allSatisfy({ $0 >= 0 }),
      count == floats.count
    else {
      throw .badName(name: name, problem: "shape \(shape) does not hold \(floats.count) elements")
    }
    tensors.append((name, shape, floats))
  }

  /// Writes the file, replacing one of that name only when all bytes are on the disk.
  ///
  /// Throws when the folder cannot be written or the disk is full; no half file stays behind.
  public func write(to file: URL) throws(SafetensorsError) {
    let header = header
    var output = try ReplacementFile(path: file.path)
    try output.write([UInt64(header.count).littleEndian])
    try output.write(header)
    for tensor in tensors { try output.write(tensor.floats) }
    try output.complete()
  }

  // Padded with blanks so that every tensor starts at a multiple of eight bytes in the file.
  private var header: [UInt8] {
    var members: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key < $1.key }
        .map { Self.quoted($0.key) + ":" + Self.quoted($0.value) }
      members.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
    }
    var offset = 0
    for tensor in tensors {
      let end = offset + 4 * tensor.floats.count
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      members.append(
        Self.quoted(tensor.name)
          + ":{\"dtype\":\"F32\",\"shape\":[\(shape)],\"data_offsets\":[\(offset),\(end)]}")
      offset = end
    }
    let text = Array("{\(members.joined(separator: ","))}".utf8)
    return text + Array(repeating: 0x20, count: (8 - text.count % 8) % 8)
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\0"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
