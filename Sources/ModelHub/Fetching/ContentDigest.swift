import Crypto
import Foundation

/// The checksum that an etag promises, computed while the bytes arrive.
struct ContentDigest {
  private enum Kind {
    case sha256(SHA256)
    case sha1(blob: Insecure.SHA1, plain: Insecure.SHA1)
    case unknown
  }

  private var kind: Kind
  private let expected: String

  /// Large files are named by their SHA-256 (64 hex digits), small ones by the SHA-1 that git
  /// gives a blob of `size` bytes (40 hex digits); mirrors send the SHA-1 of the bare content.
  init(etag: String, size: Int64) {
    expected = etag.lowercased()
    let isHex = expected.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
    switch isHex ? expected.utf8.count : 0 {
    case 64: kind = .sha256(SHA256())
    case 40:
      var blob = Insecure.SHA1()
      blob.update(data: Data("blob \(size)\0".utf8))
      kind = .sha1(blob: blob, plain: Insecure.SHA1())
    default: kind = .unknown
    }
  }

  mutating func update(_ data: Data) {
    switch kind {
    case .sha256(var digest):
      kind = .unknown  // so that the digest's state is not copied
      digest.update(data: data)
      kind = .sha256(digest)
    case .sha1(var blob, var plain):
      blob.update(data: data)
      plain.update(data: data)
      kind = .sha1(blob: blob, plain: plain)
    case .unknown: break
    }
  }

  /// Nil when the content is what the etag promised, else the checksum that was found.
  var mismatch: String? {
    switch kind {
    case .sha256(let digest):
      let found = Self.hex(digest.finalize())
      return found == expected ? nil : found
    case .sha1(let blob, let plain):
      let found = Self.hex(blob.finalize())
      return found == expected || Self.hex(plain.finalize()) == expected ? nil : found
    case .unknown: return nil
    }
  }

  private static func hex(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
