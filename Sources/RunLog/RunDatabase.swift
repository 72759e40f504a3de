import Foundation
import GRDB

/// The record of runs: one SQLite file, opened when it is first needed.
///
/// Several sessions may write at once: each run is one short transaction, and whoever comes second waits.
/// The journal is the classic one, so that the file is whole by itself whenever nobody writes, and can be
/// copied or opened on a disk that cannot be written.
public final class RunDatabase {
  /// The file.
  public let path: String
  /// The program that writes, and its version.
  public let program: String
  private var writer: DatabaseQueue?
  private var reader: DatabaseQueue?

  /// How long to wait for another session.
  private static let patience = 5.0

  /// The record in a file, which is not touched yet.
  public init(path: String, program: String) {
    (self.path, self.program) = (path, program)
  }

  /// Where the record lies by the environment: `ACTADD_RECORD` names a file, or none if it is empty;
  /// else `actadd/runs.sqlite` in `XDG_DATA_HOME` or `~/.local/share`.
  public convenience init?(environment: [String: String], program: String) {
    if let chosen = environment["ACTADD_RECORD"] {
      guard !chosen.isEmpty else { return nil }
      self.init(path: chosen, program: program)
      return
    }
    // The convention has relative paths ignored.
    let folder =
      environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
      ?? environment["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/.local/share" }
    guard let folder else { return nil }
    self.init(path: folder + "/actadd/runs.sqlite", program: program)
  }

  /// Keeps a run and its outputs and gives its number.
  public func keep(_ run: LoggedRun, _ outputs: [LoggedOutput]) throws(RunLogError) -> Int64 {
    try write { db in
      var run = run
      try run.insert(db)
      let number = run.id ?? db.lastInsertedRowID
      for var output in outputs {
        output.run = number
        try output.insert(db)
      }
      return number
    }
  }

  /// Keeps ratings of a run.
  public func keep(_ ratings: [LoggedRating]) throws(RunLogError) {
    try write { db in for rating in ratings { try rating.insert(db) } }
  }

  func write<Result>(_ change: (Database) throws -> Result) throws(RunLogError) -> Result {
    do { return try openedForWriting().write(change) } catch { throw RunLogError(error) }
  }

  /// What `fetch` finds; `nil` while there is no record.
  func read<Result>(_ fetch: (Database) throws -> Result) throws(RunLogError) -> Result? {
    do { return try openedForReading()?.read(fetch) } catch { throw RunLogError(error) }
  }

  private func openedForWriting() throws -> DatabaseQueue {
    if let writer { return writer }
    let folder = URL(filePath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw RunLogError("the folder \(folder.path) cannot be made")
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration())
    try RunSchema.update(queue)
    writer = queue
    return queue
  }

  private func openedForReading() throws -> DatabaseQueue? {
    if let open = writer ?? reader { return open }
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    if FileManager.default.isWritableFile(atPath: path),
      let queue = try? openedForWriting()
    {
      return queue
    }
    var configuration = configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    // A file of another version, or of something else, is found out now.
    try RunSchema.check(queue)
    reader = queue
    return queue
  }

  private func configuration() -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(Self.patience)
    configuration.label = "runs"
    return configuration
  }
}
