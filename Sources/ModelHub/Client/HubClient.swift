import Foundation
import FoundationNetworking

/// Asks the Hub and the hosts it points to, one request at a time; the caller's thread waits.
struct HubClient {
  let environment: HubEnvironment
  let policy: TransferPolicy
  let shouldStop: () -> Bool
  let report: (DownloadEvent) -> Void

  /// Thrown inside the module when the user stops; `ModelFetch` puts the model's name to it.
  static let stopped = ModelHubError.stopped(model: "", kept: 0)

  func checkStop() throws(ModelHubError) {
    if shouldStop() { throw Self.stopped }
  }

  /// Waits and stays ready to stop.
  func pause(_ seconds: Double) throws(ModelHubError) {
    let end = Date(timeIntervalSinceNow: seconds)
    while end.timeIntervalSinceNow > 0 {
      try checkStop()
      Thread.sleep(forTimeInterval: min(0.1, max(0, end.timeIntervalSinceNow)))
    }
  }

  /// Sends one request; `body` gets the bytes of an answer that `accept` has said yes to.
  @discardableResult
  func send(
    _ method: String, to url: URL, range: Range<Int64>? = nil, timeout: Double,
    accept: (HTTPAnswer) throws(ModelHubError) -> Bool = { _ in false },
    body: (Data) throws(ModelHubError) -> Void = { _ in }
  ) throws(ModelHubError) -> HTTPAnswer {
    var request = URLRequest(url: url)
    request.httpMethod = method
    request.timeoutInterval = timeout
    request.cachePolicy = .reloadIgnoringLocalCacheData
    request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
    request.setValue("actadd/0.1", forHTTPHeaderField: "User-Agent")
    if let range {
      request.setValue(
        "bytes=\(range.lowerBound)-\(range.upperBound - 1)", forHTTPHeaderField: "Range")
    }
    if let token = environment.token, isHub(url) {
      request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
    }

    var answer: HTTPAnswer?
    var failure: URLError?
    var wanted = false
    try HTTPExchange.perform(request, to: url, whileWaiting: checkStop) {
      event throws(ModelHubError) in
      switch event {
      case .answer(let head) where answer == nil:
        answer = head
        wanted = try accept(head)
      case .answer: break
      case .body(let data): if wanted { try body(data) }
      case .finished(let error): failure = error
      }
    }
    // A redirect that is not followed may end with an error of its own.
    if let failure, answer == nil || wanted {
      throw networkError(failure, url, timeout, hasAnswered: answer != nil)
    }
    guard let answer else { throw .unreachable(host: name(url), reason: "no answer") }
    return answer
  }

  /// Whether an address belongs to the Hub itself, which alone may see the token.
  func isHub(_ url: URL) -> Bool {
    URL(string: environment.endpoint).map { Origin($0) == Origin(url) } ?? false
  }

  func name(_ url: URL) -> String {
    let port = url.port.map { ":\($0)" } ?? ""
    return (url.host() ?? url.absoluteString) + port
  }

  private func networkError(
    _ error: URLError, _ url: URL, _ timeout: Double, hasAnswered: Bool
  ) -> ModelHubError {
    if error.code == .timedOut { return .stalled(host: name(url), seconds: timeout) }
    let reason = error.localizedDescription
    return hasAnswered
      ? .brokenOff(host: name(url), reason: reason)
      : .unreachable(host: name(url), reason: reason)
  }
}
