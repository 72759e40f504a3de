/// One safetensors file: its header read and checked, its tensors left in the mapped bytes.
///
/// Layout: eight bytes of header length (little endian), the header (a JSON object), the tensors
/// end to end. Everything the official reader refuses is refused here too: overlaps and holes
/// between tensors, sizes that disagree with shapes, bytes left over.
public struct SafetensorsFile: Sendable {
  /// The mapped bytes.
  public let map: MappedFile
  /// The tensors in the order of their bytes.
  public let entries: [TensorEntry]
  /// The header's `__metadata__`, empty when there is none.
  public let metadata: [String: String]

  /// The longest header that is read, as in the official reader.
  public static let headerLimit = 100_000_000

  /// Maps the file at `path` and checks its header.
  public init(path: String) throws(SafetensorsError) {
    try self.init(MappedFile(path: path))
  }

  private init(_ map: MappedFile) throws(SafetensorsError) {
    let path = map.path
    func refuse(_ problem: String) -> SafetensorsError { .badHeader(path: path, problem: problem) }
    guard map.count > 8 else { throw refuse("\(map.count) bytes are too few for a header") }
    let length = map.copy(0..<8).reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    guard length > 0 else { throw refuse("its header is empty") }
    guard length <= Self.headerLimit else { throw refuse("its header claims \(length) bytes") }
    let dataStart = 8 + Int(length)
    guard dataStart <= map.count else {
      throw refuse("its header claims \(length) bytes, but the file has only \(map.count)")
    }
    var header = SafetensorsHeader()
    do {
      try header.read(map.copy(8..<dataStart))
    } catch {
      throw refuse(error.description)
    }
    self.map = map
    self.metadata = header.metadata
    self.entries = try header.placed(from: dataStart, to: map.count, path: path)
  }
}
