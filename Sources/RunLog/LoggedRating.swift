import GRDB

/// What a reader who did not know the side thought of one completion.
public struct LoggedRating: Hashable, Sendable, Codable {
  /// The number of the run.
  public var run: Int64
  /// When the rating ended, in UTC; the same for all completions rated in one go.
  public var rated: String
  /// What they were rated by, such as `happy`.
  public var criterion: String
  /// What the order was drawn from.
  public var seed: Int64
  /// When it was shown among the others, from 0.
  public var place: Int
  /// Which completion it is.
  public var side: Int
  /// Which completion it is.
  public var sample: Int
  /// From 1 to 5.
  public var score: Int

  /// A rating of a completion.
  public init(
    run: Int64, rated: String, criterion: String, seed: Int64, place: Int, side: Int,
    sample: Int, score: Int
  ) {
    (self.run, self.rated, self.criterion, self.seed) = (run, rated, criterion, seed)
    (self.place, self.side, self.sample, self.score) = (place, side, sample, score)
  }
}

extension LoggedRating: FetchableRecord, PersistableRecord {
  /// The table.
  public static let databaseTableName = "rating"
}
