import Foundation

extension HubClient {
  /// Asks what a file is at a revision.
  ///
  /// Passing failures are tried again, except that a host
  /// which cannot be reached at all is given up at once unless `patient`.
  func metadata(
    of file: String, in repository: String, at revision: String, patient: Bool
  ) throws(ModelHubError) -> FileMetadata {
    var failures = 0
    while true {
      do throws(ModelHubError) {
        return try ask(file, repository, revision)
      } catch {
        failures += 1
        var worthIt = error.isPassing
        if case .unreachable = error { worthIt = patient }
        guard worthIt, failures < policy.attempts else { throw error }
        try pause(after: failures, because: error, file: file)
      }
    }
  }

  /// Tells about a failure and waits before the next attempt.
  func pause(
    after failures: Int, because error: ModelHubError, file: String
  ) throws(ModelHubError) {
    var asked: Double?
    if case .server(_, _, _, let retryAfter) = error { asked = retryAfter }
    let seconds = policy.pause(after: failures, asked: asked)
    report(.retrying(file: file, reason: error, seconds: seconds))
    try pause(seconds)
  }

  /// Follows redirects as long as they stay at the Hub: the answer that leads elsewhere, or to
  /// nowhere, is the one that describes the file.
  private func ask(
    _ file: String, _ repository: String, _ revision: String
  ) throws(ModelHubError) -> FileMetadata {
    var url = try address(of: file, in: repository, at: revision)
    for _ in 0..<20 {
      let answer = try send("HEAD", to: url, timeout: environment.questionTimeout)
      if let target = answer.target, Origin(target) == Origin(url) || isHub(target) {
        url = target
        continue
      }
      guard answer.status < 400 else {
        throw refusal(answer, file: file, repository: repository, revision: revision)
      }
      return try FileMetadata(answer)
    }
    throw .badAnswer(address: url.absoluteString, reason: "it redirects in a circle")
  }

  private func address(
    of file: String, in repository: String, at revision: String
  ) throws(ModelHubError) -> URL {
    let plain = CharacterSet(
      charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~")
    func encoded(_ text: String, keeping kept: String = "") -> String {
      text.addingPercentEncoding(
        withAllowedCharacters: plain.union(CharacterSet(charactersIn: kept))) ?? text
    }
    let path = "\(repository)/resolve/\(encoded(revision))/\(encoded(file, keeping: "/"))"
    guard let url = URL(string: "\(environment.endpoint)/\(path)"), url.host() != nil,
      ["http", "https"].contains(url.scheme?.lowercased())
    else {
      throw .badAnswer(
        address: environment.endpoint, reason: "HF_ENDPOINT must be a http or https address")
    }
    return url
  }

  /// What a status of 400 or more from the Hub means.
  func refusal(
    _ answer: HTTPAnswer, file: String, repository: String, revision: String
  ) -> ModelHubError {
    let page = "\(environment.endpoint)/\(repository)"
    let withToken = environment.token != nil
    let message = answer["X-Error-Message"]
    switch (answer["X-Error-Code"], answer.status) {
    case ("EntryNotFound", _): return .fileNotFound(repository: repository, file: file)
    case ("RevisionNotFound", _):
      return .revisionNotFound(repository: repository, revision: revision)
    case ("GatedRepo", _): return .gated(repository: repository, page: page, withToken: withToken)
    // To someone without a token the Hub does not say whether a repository is private or absent.
    case ("RepoNotFound", _):
      return .repositoryNotFound(repository: repository, page: page, withToken: withToken)
    case (nil, 401) where !withToken:
      return .repositoryNotFound(repository: repository, page: page, withToken: withToken)
    case (_, 401), (_, 403):
      return .refused(repository: repository, status: answer.status, message: message)
    case (_, 404) where answer["X-Repo-Commit"] == nil:
      return .notAHub(address: answer.url.absoluteString)
    default:
      return .server(
        host: name(answer.url), status: answer.status, message: message,
        retryAfter: answer["Retry-After"].flatMap(Double.init))
    }
  }
}
