/// One run of a download: from a reference to a whole folder in the cache.
struct ModelFetch {
  let reference: ModelReference
  let cache: ModelCache
  let client: HubClient
  let examine: (ModelFolder) -> String?
  let confirm: (DownloadPlan) -> Bool

  var repository: RepositoryFolder {
    RepositoryFolder(cache: cache.path, repository: reference.repository)
  }

  /// Brings everything that is missing; the copy in the cache serves when the Hub cannot.
  func run() throws(ModelHubError) -> CachedModel {
    let cached = cache.locate(reference)
    if let cached, ModelReference.isCommit(reference.revision) { return cached }
    if let variable = client.environment.offlineVariable {
      guard let cached else {
        throw .offline(model: reference.description, variable: variable)
      }
      return cached
    }
    do throws(ModelHubError) {
      // While an older version is whole, the branch goes on meaning it until the new one is here.
      let commit = try fetchSmallFiles(isFirst: cached == nil)
      try fetchWeights(commit)
      try repository.remember(reference.revision, is: commit)
      return CachedModel(reference: reference, commit: commit, repository: repository)
    } catch {
      if case .stopped = error {
        throw .stopped(model: reference.description, kept: repository.partialBytes)
      }
      guard let cached, error.allowsCachedCopy else { throw error }
      client.report(.usingCachedCopy(reason: error))
      return cached
    }
  }

  /// Brings the files that say what the model is.
  ///
  /// Those after the first are asked for by its commit, so
  /// that a change at the Hub in between cannot mix two versions.
  private func fetchSmallFiles(isFirst: Bool) throws(ModelHubError) -> String {
    let first = try client.metadata(
      of: ModelFolder.configuration, in: reference.repository, at: reference.revision,
      patient: false)
    try repository.prepare(commit: first.commit)
    if isFirst { try repository.remember(reference.revision, is: first.commit) }
    try store(ModelFolder.configuration, first)
    if let reason = examine(ModelFolder(path: repository.snapshot(first.commit))) {
      throw .unusable(reason)
    }
    for file in ModelFolder.vocabulary {
      guard try store(file, from: look(for: file, in: first.commit)) else {
        throw .fileNotFound(repository: reference.repository, file: file)
      }
    }
    return first.commit
  }

  private func fetchWeights(_ commit: String) throws(ModelHubError) {
    let (files, missing) = try findWeights(commit)
    guard !missing.isEmpty else { return }
    let plan = DownloadPlan(
      reference: reference, commit: commit,
      folder: ModelFolder(path: repository.snapshot(commit)), files: files)
    try FreeSpace.check(for: plan.missingBytes, in: repository.path)
    guard confirm(plan) else { throw .declined(model: reference.description) }
    var here = files.filter { missing[$0.name] == nil }.reduce(0) { $0 + $1.bytes }
    for file in files {
      guard let metadata = missing[file.name] else { continue }
      let before = here
      try store(file.name, metadata) { bytes in
        client.report(
          .progress(DownloadProgress(file: file.name, bytes: before + bytes, total: plan.bytes)))
      }
      here += file.bytes
    }
  }
}
