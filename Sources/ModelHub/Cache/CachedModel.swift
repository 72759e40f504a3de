/// A model in the cache, whole or in part.
public struct CachedModel: Sendable, Hashable {
  /// How to ask for it.
  public let reference: ModelReference
  /// The commit it was made from.
  public let commit: String
  /// Where its files are.
  public let folder: ModelFolder
  /// The bytes of its files that are there.
  public let bytes: Int64
  /// Whether everything is there.
  public let state: State

  /// Whether everything is there.
  public enum State: Sendable, Hashable {
    /// All files are there.
    case complete
    /// Something is missing; `kept` bytes of a download that broke off are there.
    case partial(kept: Int64)
  }

  init(reference: ModelReference, commit: String, repository: RepositoryFolder) {
    self.reference = reference
    self.commit = commit
    folder = ModelFolder(path: repository.snapshot(commit))
    bytes = folder.bytes
    do throws(ModelHubError) {
      try folder.check()
      state = .complete
    } catch {
      state = .partial(kept: repository.partialBytes)
    }
  }
}
