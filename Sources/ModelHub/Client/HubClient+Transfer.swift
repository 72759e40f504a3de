import Foundation

extension HubClient {
  /// What one answer of a host that has the bytes told us.
  private enum Outcome {
    case received
    case redirect(URL)
    case linkExpired(ModelHubError)
  }

  /// Fetches what `part` still lacks, window by window.
  ///
  /// A signed address that has expired is renewed by asking the Hub again. `progress` gets the bytes of this file that are there.
  func transfer(
    _ file: String, _ found: FileMetadata, in repository: String,
    into part: inout PartialFile, progress: (Int64) -> Void
  ) throws(ModelHubError) {
    var signed = found.location
    var location = signed
    var failures = 0
    var redirects = 0
    while part.length < found.size {
      let before = part.length
      do throws(ModelHubError) {
        switch try fetchWindow(file, found, from: location, into: &part, progress: progress) {
        case .received:
          guard part.length > before else {
            throw .wrongSize(file: file, expected: found.size, found: part.length)
          }
          failures = 0
        case .redirect(let target):
          redirects += 1
          guard redirects <= 20 else {
            throw .badAnswer(
              address: location.absoluteString, reason: "it redirects in a circle")
          }
          location = target
        case .linkExpired(let reason):
          failures += 1
          guard failures < policy.attempts else { throw reason }
          if failures > 1 { try pause(after: failures - 1, because: reason, file: file) }
          signed = try renewed(found, file, repository)
          location = signed
        }
      } catch {
        if part.length > before { failures = 0 }
        failures += 1
        guard error.isPassing, failures < policy.attempts else { throw error }
        try pause(after: failures, because: error, file: file)
        location = signed
      }
    }
  }

  private func renewed(
    _ found: FileMetadata, _ file: String, _ repository: String
  ) throws(ModelHubError) -> URL {
    let fresh = try metadata(of: file, in: repository, at: found.commit, patient: true)
    guard fresh.etag == found.etag, fresh.size == found.size else {
      throw .badAnswer(
        address: fresh.location.absoluteString, reason: "\(file) changed during the download")
    }
    return fresh.location
  }

  private func fetchWindow(
    _ file: String, _ found: FileMetadata, from url: URL,
    into part: inout PartialFile, progress: (Int64) -> Void
  ) throws(ModelHubError) -> Outcome {
    let range = part.length..<min(part.length + policy.window, found.size)
    let isWhole = range == 0..<found.size
    var start: Int64?
    let answer = try send(
      "GET", to: url, range: isWhole ? nil : range, timeout: environment.transferTimeout
    ) { answer throws(ModelHubError) in
      start = try beginning(of: answer, file: file, size: found.size, asked: range)
      return start != nil
    } body: { data throws(ModelHubError) in
      if let beginning = start, beginning != part.length {
        report(.startingOver(file: file))
        try part.restart()
      }
      start = nil
      guard part.length + Int64(data.count) <= found.size else {
        let length = part.length + Int64(data.count)
        try part.restart()
        throw .wrongSize(file: file, expected: found.size, found: length)
      }
      try part.append(data)
      progress(part.length)
    }
    return try outcome(answer, file: file, size: found.size, part: &part)
  }

  /// The place in the file of the first byte that an answer brings; nil if it brings none.
  private func beginning(
    of answer: HTTPAnswer, file: String, size: Int64, asked: Range<Int64>
  ) throws(ModelHubError) -> Int64? {
    guard answer.status == 200 || answer.status == 206 else { return nil }
    if answer.isWebPage {
      throw .webPage(file: file, address: name(answer.url))
    }
    if answer.status == 206 {
      guard let range = answer.contentRange, range.start == asked.lowerBound,
        (range.total ?? size) == size
      else {
        throw .badAnswer(
          address: name(answer.url), reason: "it sent another part of \(file) than was asked for")
      }
      return range.start
    }
    if let length = answer["Content-Length"].flatMap({ Int64($0) }), length != size {
      throw .wrongSize(file: file, expected: size, found: length)
    }
    return 0
  }

  private func outcome(
    _ answer: HTTPAnswer, file: String, size: Int64, part: inout PartialFile
  ) throws(ModelHubError) -> Outcome {
    if let target = answer.target { return .redirect(target) }
    switch answer.status {
    case 200, 206: return .received
    case 416:
      // The host has fewer bytes than we: only the beginning can tell who is right.
      try part.restart()
      throw .wrongSize(file: file, expected: size, found: answer.contentRange?.total ?? 0)
    case 401, 403, 404, 410:
      return .linkExpired(
        .server(
          host: name(answer.url), status: answer.status, message: answer["X-Error-Message"],
          retryAfter: nil))
    default:
      throw .server(
        host: name(answer.url), status: answer.status, message: answer["X-Error-Message"],
        retryAfter: answer["Retry-After"].flatMap(Double.init))
    }
  }
}
