/// A model on the Hub as a person names it: an alias or `owner/name`, with an optional `@revision`.
public struct ModelReference: Hashable, Sendable, CustomStringConvertible {
  /// The name without its revision, as it was typed.
  public let name: String
  /// The repository's canonical id, `owner/name`.
  public let repository: String
  /// A branch, a tag, or a commit of 40 hex digits; `main` unless another was asked for.
  public let revision: String

  /// Reads `gpt2-small`, `owner/name` or `owner/name@revision`; throws `notAModelName` or `notARevision`.
  public init(parsing text: String) throws(ModelHubError) {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts.first.map(String.init) ?? ""
    let revision = parts.count == 2 ? String(parts[1]) : "main"
    if let alias = ModelAlias.all.first(where: { $0.name == name }) {
      self.repository = alias.repository
    } else {
      guard Self.isRepository(name) else { throw .notAModelName(text) }
      self.repository = name
    }
    guard Self.isRevision(revision) else { throw .notARevision(revision) }
    self.name = name
    self.revision = revision
  }

  init(cached repository: String, revision: String) {
    let old = ModelAlias.all.first { $0.name == repository }
    let current = old?.repository ?? repository
    self.name = ModelAlias.all.last { $0.repository == current }?.name ?? current
    self.repository = current
    self.revision = revision
  }

  /// What to type to get this model again.
  public var description: String { revision == "main" ? name : "\(name)@\(revision)" }

  /// Two references are equal when they mean the same repository and revision.
  public static func == (left: ModelReference, right: ModelReference) -> Bool {
    left.repository == right.repository && left.revision == right.revision
  }

  /// Hashes what equality compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(repository)
    hasher.combine(revision)
  }

  /// The ids under which a cache may hold this model: a download by an old short id, such as
  /// `gpt2`, keeps that id's folder although the Hub redirects it to `openai-community/gpt2`.
  var cachedRepositories: [String] {
    guard ModelAlias.all.contains(where: { $0.repository == repository }) else {
      return [repository]
    }
    return [repository] + repository.split(separator: "/").suffix(1).map(String.init)
  }
}

extension ModelReference {
  /// The Hub's own rules, so that no name can leave the cache folder: one slash, letters, digits
  /// and `-_.` that neither start nor end with `-` or `.`, no `--`, no `..`, no `.git` at the end.
  static func isRepository(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, text.utf8.count <= 96 else { return false }
    guard !text.contains("--"), !text.contains(".."), !text.hasSuffix(".git") else { return false }
    return parts.allSatisfy { part in
      guard let first = part.utf8.first, let last = part.utf8.last else { return false }
      let edges = Set("-.".utf8)
      return !edges.contains(first) && !edges.contains(last)
        && part.utf8.allSatisfy { isWord($0) || edges.contains($0) }
    }
  }

  static func isRevision(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    return text.utf8.count <= 200
      && parts.allSatisfy { part in
        part != "." && part != ".." && !part.isEmpty
          && part.utf8.allSatisfy { isWord($0) || "-.+#%~".utf8.contains($0) }
      }
  }

  static func isCommit(_ text: String) -> Bool {
    text.utf8.count == 40 && text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
