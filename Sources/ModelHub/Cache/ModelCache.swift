import Foundation

/// The folder of downloaded models that we share with Python's huggingface_hub.
public struct ModelCache: Sendable {
  /// Where it is.
  public let path: String

  /// The cache this environment names.
  public init(_ environment: HubEnvironment) {
    path = environment.cacheFolder
  }

  /// The model if all its files are here; no request is made.
  public func locate(_ reference: ModelReference) -> CachedModel? {
    for repository in reference.cachedRepositories {
      let folder = RepositoryFolder(cache: path, repository: repository)
      guard let commit = folder.commit(of: reference.revision) else { continue }
      let model = CachedModel(reference: reference, commit: commit, repository: folder)
      if model.state == .complete { return model }
    }
    return nil
  }

  /// What could be typed to name the models in this cache, without a look into their files.
  public func names() -> [String] {
    Set(
      repositories().flatMap { repository in
        RepositoryFolder(cache: path, repository: repository).revisions.map { revision in
          ModelReference(cached: repository, revision: revision).description
        }
      }
    ).sorted()
  }

  /// Every model of which something is here, by name: those asked for by a branch or tag once
  /// for each, the others by their commit.
  public func list() -> [CachedModel] {
    var models: [ModelReference: CachedModel] = [:]
    for id in repositories() {
      let folder = RepositoryFolder(cache: path, repository: id)
      let revisions = folder.revisions
      let named = Set(revisions.compactMap(folder.commit(of:)))
      for revision in revisions + folder.commits.filter({ !named.contains($0) }) {
        guard let commit = folder.commit(of: revision) else { continue }
        let reference = ModelReference(cached: id, revision: revision)
        let model = CachedModel(reference: reference, commit: commit, repository: folder)
        guard model.bytes > 0 else { continue }
        if models[reference]?.state != .complete { models[reference] = model }
      }
    }
    return models.values.sorted { $0.reference.description < $1.reference.description }
  }

  /// The ids of the repositories that have a folder here.
  private func repositories() -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
      .filter { $0.hasPrefix("models--") }
      .map { String($0.dropFirst("models--".count)).replacing("--", with: "/") }
  }
}
