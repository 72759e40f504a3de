import Foundation

/// What the Hub says about one file: which content it is, and where to fetch it.
struct FileMetadata: Sendable {
  let commit: String
  /// The content's name in the cache: SHA-256 of a large file, git's SHA-1 of a small one.
  let etag: String
  let size: Int64
  /// Where the bytes are; it may be signed and expire.
  let location: URL

  /// Reads the headers of the last answer that came from the Hub itself.
  init(_ answer: HTTPAnswer) throws(ModelHubError) {
    let address = answer.url.absoluteString
    guard let commit = answer["X-Repo-Commit"], ModelReference.isCommit(commit) else {
      throw .notAHub(address: address)
    }
    self.commit = commit
    guard let tag = answer["X-Linked-Etag"] ?? answer["ETag"], let etag = Self.name(tag) else {
      throw .badAnswer(address: address, reason: "there is no ETag to know the content by")
    }
    self.etag = etag
    // The length of a redirect is that of its own text.
    let length = answer["X-Linked-Size"] ?? (answer.target == nil ? answer["Content-Length"] : nil)
    guard let size = length.flatMap({ Int64($0) }), size >= 0 else {
      throw .badAnswer(address: address, reason: "it does not say how large the file is")
    }
    self.size = size
    location = answer.target ?? answer.url
  }

  /// An ETag without `W/` and quotes, if it can name a file.
  private static func name(_ etag: String) -> String? {
    let weak = etag.hasPrefix("W/") ? etag.dropFirst(2) : etag[...]
    let name = weak.trimmingCharacters(in: CharacterSet(charactersIn: "\""))
    let isSafe = name.utf8.allSatisfy { byte in
      byte > 0x20 && byte < 0x7f && byte != UInt8(ascii: "/")
    }
    return isSafe && !name.isEmpty && !name.hasPrefix(".") && name.utf8.count <= 128 ? name : nil
  }
}
