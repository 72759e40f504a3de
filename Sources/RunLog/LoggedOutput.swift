import GRDB

/// One completion of one side of a run.
public struct LoggedOutput: Hashable, Sendable, Codable {
  /// The number of the run; 0 until it is kept.
  public var run: Int64
  /// The column it stood in, from 0.
  public var side: Int
  /// The row it stood in, from 0; the same row of every side met the same noise.
  public var sample: Int
  /// The column's name: `unsteered`, `steered`, `steered_2`.
  public var label: String
  /// The code of what steered it; `nil` for an unsteered side.
  public var vector: String?
  /// The completion without its prompt.
  public var text: String
  /// Its tokens, as a JSON array.
  public var tokens: String
  /// The mean loss of prompt and completion under the model as it was steered, in nats a token.
  public var loss: Double?

  /// A completion of a run that is not kept yet.
  public init(
    side: Int, sample: Int, label: String, vector: String?, text: String, tokens: String,
    loss: Double?
  ) {
    run = 0
    (self.side, self.sample, self.label, self.vector) = (side, sample, label, vector)
    (self.text, self.tokens, self.loss) = (text, tokens, loss)
  }
}

extension LoggedOutput: FetchableRecord, PersistableRecord {
  /// The table.
  public static let databaseTableName = "output"
}
