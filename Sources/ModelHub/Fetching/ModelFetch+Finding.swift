extension ModelFetch {
  /// Where one file of a commit is.
  enum Finding {
    case here
    case atHub(FileMetadata)
    case nowhere
  }

  /// Looks in the snapshot first, so that nothing need be asked; an absence is remembered.
  func look(for file: String, in commit: String) throws(ModelHubError) -> Finding {
    if repository.holds(file, in: commit) { return .here }
    if repository.isAbsent(file, in: commit) { return .nowhere }
    do throws(ModelHubError) {
      return .atHub(
        try client.metadata(of: file, in: reference.repository, at: commit, patient: true))
    } catch {
      guard case .fileNotFound = error else { throw error }
      try repository.rememberAbsence(of: file, in: commit)
      return .nowhere
    }
  }

  /// The files of weights of a commit, and what the Hub says of those that are not here.
  func findWeights(
    _ commit: String
  ) throws(ModelHubError) -> (files: [DownloadPlan.File], missing: [String: FileMetadata]) {
    var files: [DownloadPlan.File] = []
    var missing: [String: FileMetadata] = [:]
    let snapshot = ModelFolder(path: repository.snapshot(commit))
    let blobs = ModelFolder(path: "\(repository.path)/blobs")
    for (name, finding) in try lookForWeights(commit) {
      switch finding {
      case .here:
        let bytes = snapshot.size(of: name)
        files.append(DownloadPlan.File(name: name, bytes: bytes, kept: bytes))
      case .atHub(let metadata):
        let kept = blobs.size(of: metadata.etag + RepositoryFolder.partialSuffix)
        files.append(
          DownloadPlan.File(
            name: name, bytes: metadata.size, kept: kept > metadata.size ? 0 : kept))
        missing[name] = metadata
      case .nowhere: throw .fileNotFound(repository: reference.repository, file: name)
      }
    }
    return (files, missing)
  }

  /// One file, or the parts an index lists; throws how to convert weights of another kind.
  private func lookForWeights(
    _ commit: String
  ) throws(ModelHubError) -> [(name: String, finding: Finding)] {
    let single = try look(for: ModelFolder.weights, in: commit)
    guard case .nowhere = single else { return [(ModelFolder.weights, single)] }
    if try store(ModelFolder.weightIndex, from: look(for: ModelFolder.weightIndex, in: commit)) {
      let index = try WeightIndex(
        path: "\(repository.snapshot(commit))/\(ModelFolder.weightIndex)")
      var parts: [(String, Finding)] = []
      for name in index.files { parts.append((name, try look(for: name, in: commit))) }
      return parts
    }
    for file in ModelFolder.pickledWeights {
      if case .nowhere = try look(for: file, in: commit) { continue }
      throw .onlyPickledWeights(model: reference.repository, file: file)
    }
    throw .noWeights(model: reference.repository)
  }
}
