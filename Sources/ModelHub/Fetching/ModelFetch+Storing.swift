extension ModelFetch {
  /// Brings a small file into its snapshot if it is not there; false when it is nowhere.
  func store(_ file: String, from finding: Finding) throws(ModelHubError) -> Bool {
    switch finding {
    case .here: break
    case .atHub(let metadata): try store(file, metadata)
    case .nowhere: return false
    }
    return true
  }

  /// Puts a file into its snapshot, downloading the blob unless it is there; `progress` gets the
  /// bytes of this file that have arrived.
  func store(
    _ file: String, _ metadata: FileMetadata, progress: (Int64) -> Void = { _ in }
  ) throws(ModelHubError) {
    if repository.holds(file, in: metadata.commit) { return }
    var hasTold = false
    let lock = try DownloadLock(path: repository.lock(metadata.etag)) { () throws(ModelHubError) in
      if !hasTold { client.report(.waiting(file: file)) }
      hasTold = true
      try client.checkStop()
    }
    let blobs = ModelFolder(path: "\(repository.path)/blobs")
    let isThere =
      blobs.size(of: metadata.etag) == metadata.size
      && ContentCheck.accepts(repository.blob(metadata.etag), as: file)
    if !isThere { try download(file, metadata, progress) }
    progress(metadata.size)
    try repository.link(file, in: metadata.commit, to: metadata.etag)
    _ = consume lock
  }

  private func download(
    _ file: String, _ metadata: FileMetadata, _ progress: (Int64) -> Void
  ) throws(ModelHubError) {
    let path = repository.partial(metadata.etag)
    var part = try PartialFile(
      path: path, etag: metadata.etag, size: metadata.size, whileReading: client.checkStop)
    var canBlameEarlierRun = part.length > 0
    while true {
      do throws(ModelHubError) {
        try client.transfer(
          file, metadata, in: reference.repository, into: &part, progress: progress)
      } catch {
        guard error.isPassing else { throw error }
        throw .interrupted(
          model: reference.description, file: file, kept: part.length, reason: error)
      }
      guard let found = part.mismatch else { break }
      guard canBlameEarlierRun else {
        part.discard()
        throw .wrongChecksum(file: file, expected: metadata.etag, found: found)
      }
      client.report(.startingOver(file: file))
      try part.restart()
      canBlameEarlierRun = false
    }
    try part.publish(as: repository.blob(metadata.etag))
  }
}
