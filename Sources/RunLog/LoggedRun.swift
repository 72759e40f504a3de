import GRDB

/// One run as it is kept: what was asked, of which model, and what came out.
public struct LoggedRun: Hashable, Sendable, Codable {
  /// The number under which it is kept; `nil` until it is.
  public var id: Int64?
  /// When it began, in UTC: `2026-01-31 12:05:59`.
  public var started: String
  /// How long it took.
  public var seconds: Double
  /// The program and its version.
  public var program: String
  /// The command, such as `compare`.
  public var command: String
  /// The command as it was typed.
  public var line: String
  /// The commands that bring a session to where it was typed: model, vectors, use, settings.
  public var script: String
  /// The folder in which it was typed, from which names of files count; `nil` for runs kept before
  /// there was a place for it.
  public var folder: String?
  /// What the model is called.
  public var model: String?
  /// The SHA-256 of its weights.
  public var weightsSHA256: String?
  /// The text that was completed or measured.
  public var prompt: String?
  /// The code of what steered, one vector a line.
  public var vectors: String?
  /// Where the noise started.
  public var seed: Int64?
  /// How tokens were drawn, as JSON.
  public var settings: String?
  /// All of the answer as JSON, at full precision.
  public var record: String
  /// The answer as it was read, in plain text.
  public var report: String

  enum CodingKeys: String, CodingKey {
    case id, started, seconds, program, command, line, script, folder, model
    case weightsSHA256 = "weights_sha256"
    case prompt, vectors, seed, settings, record, report
  }

  /// A run that is not kept yet.
  public init(
    started: String, seconds: Double, program: String, command: String, line: String,
    script: String, folder: String? = nil, model: String? = nil, weightsSHA256: String? = nil,
    prompt: String? = nil,
    vectors: String? = nil, seed: Int64? = nil, settings: String? = nil, record: String,
    report: String
  ) {
    (self.started, self.seconds, self.program) = (started, seconds, program)
    (self.command, self.line, self.script, self.folder) = (command, line, script, folder)
    (self.model, self.weightsSHA256, self.prompt) = (model, weightsSHA256, prompt)
    (self.vectors, self.seed, self.settings) = (vectors, seed, settings)
    (self.record, self.report) = (record, report)
  }
}

extension LoggedRun: FetchableRecord, MutablePersistableRecord {
  /// The table.
  public static let databaseTableName = "run"

  /// Learns the number that the database gave.
  public mutating func didInsert(_ inserted: InsertionSuccess) { id = inserted.rowID }
}
