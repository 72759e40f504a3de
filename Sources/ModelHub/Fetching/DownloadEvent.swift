/// What a download tells while it runs.
public enum DownloadEvent: Sendable {
  /// Bytes have arrived; at most ten times a second.
  case progress(DownloadProgress)
  /// Another program is downloading this file; its result will be used.
  case waiting(file: String)
  /// Something went wrong and will be tried again after a pause.
  case retrying(file: String, reason: ModelHubError, seconds: Double)
  /// What was kept of this file cannot be used, so it is fetched from its beginning.
  case startingOver(file: String)
  /// The Hub could not be asked, so the copy in the cache is used as it is.
  case usingCachedCopy(reason: ModelHubError)

  /// The sentence to show, if there is one.
  public var notice: String? {
    switch self {
    case .progress: nil
    case .waiting(let file): "Waiting for another program that is downloading \(file)."
    case .retrying(_, let reason, let seconds):
      "\(reason.description) Trying again in \(Int(seconds.rounded(.up))) s."
    case .startingOver(let file): "Fetching \(file) again from its beginning."
    case .usingCachedCopy(let reason): "\(reason.description) Using the copy in the cache."
    }
  }
}

/// How far a download is.
public struct DownloadProgress: Sendable, Hashable {
  /// The file that is arriving.
  public let file: String
  /// The bytes of all files that are here, earlier runs' included.
  public let bytes: Int64
  /// The bytes of all files.
  public let total: Int64
}
