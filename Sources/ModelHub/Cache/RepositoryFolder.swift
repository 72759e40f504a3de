import Foundation

/// One repository's place in the cache, laid out as huggingface_hub does:
/// `refs/<revision>` → commit, `snapshots/<commit>/<file>` → `blobs/<etag>`.
struct RepositoryFolder {
  let cache: String
  let repository: String

  var name: String { "models--" + repository.split(separator: "/").joined(separator: "--") }
  var path: String { "\(cache)/\(name)" }

  func snapshot(_ commit: String) -> String { "\(path)/snapshots/\(commit)" }
  func blob(_ etag: String) -> String { "\(path)/blobs/\(etag)" }
  func partial(_ etag: String) -> String { "\(blob(etag))\(Self.partialSuffix)" }
  func lock(_ etag: String) -> String { "\(cache)/.locks/\(name)/\(etag).lock" }
  func absence(of file: String, in commit: String) -> String {
    "\(path)/.no_exist/\(commit)/\(file)"
  }

  static let partialSuffix = ".actadd.incomplete"

  /// The commit that `revision` last stood for, or `revision` itself when it is a commit.
  func commit(of revision: String) -> String? {
    if ModelReference.isCommit(revision) { return revision }
    let text = try? String(contentsOfFile: "\(path)/refs/\(revision)", encoding: .utf8)
    return text.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
      .flatMap { ModelReference.isCommit($0) ? $0 : nil }
  }

  /// Whether `file` is in the snapshot and whole, as far as its beginning can tell.
  func holds(_ file: String, in commit: String) -> Bool {
    ContentCheck.accepts("\(snapshot(commit))/\(file)", as: file)
  }

  /// Whether the Hub has said that a commit has no such file.
  func isAbsent(_ file: String, in commit: String) -> Bool {
    FileManager.default.fileExists(atPath: absence(of: file, in: commit))
  }

  /// Every revision that has been asked for, by its name.
  var revisions: [String] {
    let refs = "\(path)/refs"
    let names = FileManager.default.enumerator(atPath: refs)?.compactMap { $0 as? String } ?? []
    return names.filter { commit(of: $0) != nil }.sorted()
  }

  /// Every commit of which something is there.
  var commits: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(path)/snapshots")) ?? [])
      .filter(ModelReference.isCommit).sorted()
  }

  /// The bytes of downloads that broke off and can go on.
  var partialBytes: Int64 {
    let blobs = ModelFolder(path: "\(path)/blobs")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: blobs.path)) ?? []
    return names.filter { $0.hasSuffix(Self.partialSuffix) }.reduce(0) { $0 + blobs.size(of: $1) }
  }
}
