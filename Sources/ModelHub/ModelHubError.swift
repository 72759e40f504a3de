/// What can go wrong between a model's name and its files on this machine.
public indirect enum ModelHubError: Error, Equatable, Sendable {
  case notAModelName(String)
  case notARevision(String)
  case offline(model: String, variable: String)
  case unreachable(host: String, reason: String)
  case brokenOff(host: String, reason: String)
  case stalled(host: String, seconds: Double)
  case notAHub(address: String)
  case badAnswer(address: String, reason: String)
  case server(host: String, status: Int, message: String?, retryAfter: Double?)
  case repositoryNotFound(repository: String, page: String, withToken: Bool)
  case revisionNotFound(repository: String, revision: String)
  case gated(repository: String, page: String, withToken: Bool)
  case refused(repository: String, status: Int, message: String?)
  case fileNotFound(repository: String, file: String)
  case onlyPickledWeights(model: String, file: String)
  case noWeights(model: String)
  case unusable(String)
  case badIndex(file: String, reason: String)
  case incompleteFolder(path: String, missing: [String])
  case damagedFile(path: String)
  case webPage(file: String, address: String)
  case wrongSize(file: String, expected: Int64, found: Int64)
  case wrongChecksum(file: String, expected: String, found: String)
  case noSpace(folder: String, needed: Int64, free: Int64)
  case diskFull(path: String)
  case fileSystem(action: String, path: String, reason: String)
  case interrupted(model: String, file: String, kept: Int64, reason: ModelHubError)
  case stopped(model: String, kept: Int64)
  case declined(model: String)
}

extension ModelHubError {
  /// Whether trying again in a moment may help.
  var isPassing: Bool {
    switch self {
    case .unreachable, .brokenOff, .stalled, .wrongSize: true
    case .server(_, let status, _, _): status == 408 || status == 429 || status >= 500
    default: false
    }
  }

  /// Whether a copy already in the cache should be used in spite of this: the Hub cannot be
  /// reached, is down, or no longer lets us in.
  var allowsCachedCopy: Bool {
    switch self {
    case .gated, .refused, .repositoryNotFound, .notAHub: true
    case .interrupted(_, _, _, let reason): reason.allowsCachedCopy
    default: isPassing
    }
  }
}
