import Foundation
import FoundationNetworking

/// The head of an answer: its status and headers, without its body.
struct HTTPAnswer: Sendable {
  /// The address that gave it.
  let url: URL
  let status: Int
  private let headers: [String: String]

  init(_ response: HTTPURLResponse, from url: URL) {
    self.url = url
    status = response.statusCode
    headers = response.allHeaderFields.reduce(into: [:]) { headers, field in
      if let name = field.key as? String, let value = field.value as? String {
        headers[name.lowercased()] = value
      }
    }
  }

  /// The value of a header; upper and lower case are the same in its name.
  subscript(_ name: String) -> String? { headers[name.lowercased()] }

  /// Where a redirect leads.
  var target: URL? {
    guard (300..<400).contains(status), let location = self["Location"] else { return nil }
    return URL(string: location, relativeTo: url)?.absoluteURL
  }

  /// Whether the body is a web page.
  var isWebPage: Bool { self["Content-Type"]?.lowercased().hasPrefix("text/html") ?? false }

  /// The first byte of a partial answer, and the length of the whole file.
  var contentRange: (start: Int64, total: Int64?)? {
    guard let range = self["Content-Range"], range.hasPrefix("bytes ") else { return nil }
    let parts = range.dropFirst(6).split(separator: "/")
    guard let first = parts.first?.split(separator: "-").first else { return nil }
    // An answer of 416 has a star here, and only the length.
    guard let start = first == "*" ? 0 : Int64(first) else { return nil }
    return (start, parts.count == 2 ? Int64(parts[1]) : nil)
  }
}
