import Foundation
import FoundationNetworking
import Synchronization

/// One request and its answer.
///
/// The network's thread puts what comes into a mailbox, and the
/// thread that asked takes it out, so that files and callbacks stay on that thread.
///
/// Redirects are never followed: the system would carry the access token to the other host.
final class HTTPExchange: NSObject, URLSessionDataDelegate {
  /// Something that happened.
  enum Event: Sendable {
    case answer(HTTPAnswer)
    case body(Data)
    case finished(URLError?)
  }

  private let mailbox = Mutex<[Event]>([])
  private let mail = DispatchSemaphore(value: 0)
  private let url: URL

  private init(url: URL) {
    self.url = url
  }

  /// Sends a request and hands over each event.
  ///
  /// What `handle` or `whileWaiting` throws ends the exchange. `whileWaiting` is asked at least every tenth of a second.
  static func perform(
    _ request: URLRequest, to url: URL,
    whileWaiting: () throws(ModelHubError) -> Void,
    handle: (Event) throws(ModelHubError) -> Void
  ) throws(ModelHubError) {
    let exchange = HTTPExchange(url: url)
    let settings = URLSessionConfiguration.ephemeral
    settings.urlCache = nil
    settings.httpCookieStorage = nil
    let session = URLSession(configuration: settings, delegate: exchange, delegateQueue: nil)
    // The session holds its delegate until it is invalidated, and the work goes on until then.
    defer { session.invalidateAndCancel() }
    session.dataTask(with: request).resume()
    while true {
      try whileWaiting()
      _ = exchange.mail.wait(timeout: .now() + .milliseconds(100))
      for event in exchange.takeMail() {
        try handle(event)
        if case .finished = event { return }
      }
    }
  }

  private func takeMail() -> [Event] {
    mailbox.withLock { events in
      defer { events = [] }
      return events
    }
  }

  private func post(_ event: Event) {
    mailbox.withLock { $0.append(event) }
    mail.signal()
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping (URLRequest?) -> Void
  ) {
    post(.answer(HTTPAnswer(response, from: url)))
    completionHandler(nil)
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
  ) {
    if let response = response as? HTTPURLResponse {
      post(.answer(HTTPAnswer(response, from: url)))
    }
    completionHandler(.allow)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    post(.body(data))
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    post(.finished(error.map { $0 as? URLError ?? URLError(.unknown) }))
  }
}
