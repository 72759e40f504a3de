import Foundation

/// The scheme, host and port of an address: what decides whether the access token may go there.
struct Origin: Hashable {
  let scheme: String
  let host: String
  let port: Int

  init(_ url: URL) {
    scheme = (url.scheme ?? "").lowercased()
    host = (url.host() ?? "").lowercased()
    port = url.port ?? (scheme == "https" ? 443 : 80)
  }
}
