import Foundation
import ModelHub

/// The mock hub and a scratch cache for one test; both are gone when the test lets go of it.
final class MockHub {
  struct Ready: Decodable {
    let hub: Int
    let content: Int
    let commit: String
    let etags: [String: String]
  }

  struct Request: Decodable {
    let role: String
    let method: String
    let path: String
    let status: Int
    let range: String
    let token: String
    let encoding: String

    enum CodingKeys: String, CodingKey {
      case role, method, path, status
      case range = "Range"
      case token = "Authorization"
      case encoding = "Accept-Encoding"
    }
  }

  static let python = ["/usr/bin/env", "python3"]
  static let isAvailable = (try? RunningProgram(python + ["--version"]).finish().status) == 0
  static let absence = "python3 is not installed, and the mock hub is written in it"
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()

  let scratch: ScratchFolder
  let ready: Ready
  private let server: RunningProgram
  private let log: String

  init(_ settings: [String: any Sendable] = [:], scratch: ScratchFolder? = nil) throws {
    self.scratch = try scratch ?? ScratchFolder()
    log = "\(self.scratch.path)/requests-\(UUID().uuidString)"
    let json = try JSONSerialization.data(withJSONObject: settings)
    server = try RunningProgram(
      Self.python + [
        Self.folder.appending(path: "Mock/hub.py").path, String(decoding: json, as: UTF8.self), log,
      ])
    ready = try JSONDecoder().decode(Ready.self, from: Data(server.readLine().utf8))
  }

  deinit { server.end() }

  var endpoint: String { "http://127.0.0.1:\(ready.hub)" }

  /// What a program that uses this hub and the scratch cache has in its environment.
  var variables: [String: String] {
    [
      "HF_ENDPOINT": endpoint, "HF_HOME": scratch.path, "HOME": scratch.path,
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
    ]
  }

  /// Every request so far; `content` has those for bytes, with their ranges.
  func requests(to role: String? = nil, method: String? = nil) throws -> [Request] {
    try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(Request.self, from: Data($0.utf8))
    }.filter { ($0.role == role || role == nil) && ($0.method == method || method == nil) }
  }

  /// Fetches with little patience and small windows.
  @discardableResult
  func fetch(
    _ name: String = "gpt2-small", with extra: [String: String] = [:],
    window: Int64 = 1 << 20, attempts: Int = 3,
    report: @escaping (DownloadEvent) -> Void = { _ in },
    shouldStop: @escaping () -> Bool = { false },
    confirm: @escaping (DownloadPlan) -> Bool = { _ in true }
  ) throws(ModelHubError) -> CachedModel {
    let environment = HubEnvironment(variables.merging(extra) { $1 })
    let policy = TransferPolicy(window: window, attempts: attempts, firstPause: 0.02)
    return try Downloader(environment: environment, policy: policy).fetch(
      ModelReference(parsing: name), report: report, shouldStop: shouldStop, confirm: confirm)
  }

  var cache: ModelCache { ModelCache(HubEnvironment(variables)) }

  /// The repository's folder in the scratch cache.
  var repository: String { "\(scratch.path)/hub/models--openai-community--gpt2" }

  func etag(_ file: String = "model.safetensors") -> String { ready.etags[file] ?? "" }

  func blob(_ file: String = "model.safetensors") -> String { "\(repository)/blobs/\(etag(file))" }

  func partial(_ file: String = "model.safetensors") -> String {
    "\(blob(file)).actadd.incomplete"
  }
}
