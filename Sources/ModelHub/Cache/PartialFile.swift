import Foundation

/// A blob on its way into the cache: what has arrived lies in `<etag>.actadd.incomplete`, a name
/// no other program touches, and is hashed as it is written.
struct PartialFile: ~Copyable {
  private let file: OpenFile
  private let etag: String
  private let size: Int64
  private var digest: ContentDigest
  /// The bytes that are there.
  private(set) var length: Int64

  /// Opens the part an earlier run left, or an empty one, and hashes what is there.
  ///
  /// `whileReading` is asked between chunks and may throw.
  init(
    path: String, etag: String, size: Int64, whileReading: () throws(ModelHubError) -> Void
  ) throws(ModelHubError) {
    let file = try OpenFile(path: path)
    var digest = ContentDigest(etag: etag, size: size)
    var length: Int64 = 0
    let found = try file.status().length
    // Longer than the whole file: nothing in it can be trusted.
    if found > size { try file.truncate(to: 0) }
    while found <= size && length < found {
      try whileReading()
      let chunk = try file.read(1 << 20, at: length)
      guard !chunk.isEmpty else { break }
      digest.update(chunk)
      length += Int64(chunk.count)
    }
    self.file = file
    self.etag = etag
    self.size = size
    self.digest = digest
    self.length = length
  }

  /// Adds bytes at the end; throws `diskFull` when they do not fit.
  mutating func append(_ data: Data) throws(ModelHubError) {
    try file.write(data, at: length)
    digest.update(data)
    length += Int64(data.count)
  }

  /// Throws everything away and begins again.
  mutating func restart() throws(ModelHubError) {
    try file.truncate(to: 0)
    digest = ContentDigest(etag: etag, size: size)
    length = 0
  }

  /// Nil when all bytes are there and right, else the checksum that was found instead.
  var mismatch: String? { digest.mismatch }

  /// Removes the file.
  func discard() {
    try? FileManager.default.removeItem(atPath: file.path)
  }

  /// Renames the finished part to `target`.
  func publish(as target: String) throws(ModelHubError) {
    try file.synchronize()
    try OpenFile.rename(file.path, to: target)
  }
}
