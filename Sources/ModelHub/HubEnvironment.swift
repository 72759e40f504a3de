import Foundation

/// Where the Hub and its cache are and how to speak to them, read from environment variables by
/// the same rules as Python's huggingface_hub.
public struct HubEnvironment: Sendable {
  /// The Hub that is asked when `HF_ENDPOINT` names no other.
  public static let canonicalEndpoint = "https://huggingface.co"

  /// The folder that holds every downloaded model.
  public let cacheFolder: String
  /// The Hub's address, without a slash at its end.
  public let endpoint: String
  /// The access token for the Hub, from `HF_TOKEN` or the token file; it is sent nowhere else.
  public let token: String?
  /// The variable that forbids all requests, if one does.
  public let offlineVariable: String?
  /// Seconds without an answer after which a question to the Hub is given up.
  public let questionTimeout: Double
  /// Seconds without data after which a transfer counts as stalled.
  public let transferTimeout: Double

  /// Reads the settings from these variables, and the token from its file if no variable has it.
  public init(_ variables: [String: String]) {
    func value(_ name: String) -> String? {
      variables[name].flatMap { $0.isEmpty ? nil : $0 }
    }
    let user = value("HOME") ?? NSHomeDirectory()
    func path(_ name: String) -> String? {
      value(name).map { Self.expand($0, home: user, variables: variables) }
    }
    let home =
      path("HF_HOME") ?? (path("XDG_CACHE_HOME") ?? "\(user)/.cache") + "/huggingface"
    cacheFolder = path("HF_HUB_CACHE") ?? path("HUGGINGFACE_HUB_CACHE") ?? "\(home)/hub"
    var address = Substring(value("HF_ENDPOINT") ?? Self.canonicalEndpoint)
    while address.hasSuffix("/") { address.removeLast() }
    endpoint = String(address)

    // Only the first of the two that is set counts, so HF_HUB_OFFLINE=0 overrules the other.
    let offline = ["HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"].first { value($0) != nil }
    offlineVariable = offline.flatMap { Self.isTrue(value($0)) ? $0 : nil }
    questionTimeout = value("HF_HUB_ETAG_TIMEOUT").flatMap(Double.init) ?? 10
    transferTimeout = value("HF_HUB_DOWNLOAD_TIMEOUT").flatMap(Double.init) ?? 10

    if Self.isTrue(value("HF_HUB_DISABLE_IMPLICIT_TOKEN")) {
      token = nil
    } else {
      token =
        Self.tidy(value("HF_TOKEN")) ?? Self.tidy(value("HUGGING_FACE_HUB_TOKEN"))
        ?? Self.tidy(
          try? String(contentsOfFile: path("HF_TOKEN_PATH") ?? "\(home)/token", encoding: .utf8))
    }
  }

  /// The settings of this process.
  public static var current: HubEnvironment { HubEnvironment(ProcessInfo.processInfo.environment) }

  /// Whether all requests are forbidden.
  public var isOffline: Bool { offlineVariable != nil }
}

extension HubEnvironment {
  private static func isTrue(_ value: String?) -> Bool {
    ["1", "ON", "YES", "TRUE"].contains((value ?? "").uppercased())
  }

  private static func tidy(_ token: String?) -> String? {
    let tidied = token?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    return tidied.isEmpty ? nil : tidied
  }

  /// Puts the home folder for a leading `~`, and the values of known variables for `$NAME` and
  /// `${NAME}`; unknown ones stay as they are.
  private static func expand(_ path: String, home: String, variables: [String: String]) -> String {
    var rest = Substring(path)
    var expanded = ""
    if rest == "~" || rest.hasPrefix("~/") {
      expanded = home
      rest.removeFirst()
    }
    while let sign = rest.firstIndex(of: "$") {
      expanded += rest[..<sign]
      rest = rest[rest.index(after: sign)...]
      let name: Substring
      let spelling: Substring
      if rest.first == "{", let end = rest.firstIndex(of: "}") {
        name = rest[rest.index(after: rest.startIndex)..<end]
        spelling = rest[...end]
      } else {
        name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        spelling = name
      }
      expanded += variables[String(name)] ?? "$\(spelling)"
      rest = rest[spelling.endIndex...]
    }
    return expanded + rest
  }
}
