import GRDB

extension RunDatabase {
  /// A run in a list: its number and what to know it by.
  public struct Summary: Hashable, Sendable, Codable, FetchableRecord {
    /// The number under which it is kept.
    public var id: Int64
    /// When it began, in UTC.
    public var started: String
    /// The command as it was typed.
    public var line: String
    /// What the model is called.
    public var model: String?
    /// The code of what steered, one vector a line.
    public var vectors: String?
    /// Where the noise started.
    public var seed: Int64?
    /// How many ratings there are.
    public var ratings: Int
  }

  private static let summary = """
    SELECT id, started, line, model, vectors, seed,
      (SELECT count(*) FROM rating WHERE rating.run = run.id) AS ratings
    FROM run
    """

  /// The latest runs, the oldest of them first.
  public func latest(_ count: Int) throws(RunLogError) -> [Summary] {
    let found = try read { db in
      try Summary.fetchAll(
        db, sql: Self.summary + " ORDER BY id DESC LIMIT ?", arguments: [count])
    }
    return (found ?? []).reversed()
  }

  /// The runs in whose command, prompt, vectors, model or outputs a text stands, the oldest first.
  ///
  /// Letters of the alphabet may be large or small.
  public func runs(with text: String) throws(RunLogError) -> [Summary] {
    let special: Set<Character> = ["%", "_", "\\"]
    let pattern = "%" + text.map { special.contains($0) ? "\\\($0)" : "\($0)" }.joined() + "%"
    let fields = ["line", "prompt", "vectors", "model"].map { "\($0) LIKE :p ESCAPE '\\'" }
    let outputs =
      "EXISTS (SELECT 1 FROM output WHERE run = run.id AND text LIKE :p ESCAPE '\\')"
    let condition = (fields + [outputs]).joined(separator: " OR ")
    return try read { db in
      try Summary.fetchAll(
        db, sql: Self.summary + " WHERE \(condition) ORDER BY id", arguments: ["p": pattern])
    } ?? []
  }

  /// The run of that number.
  public func run(_ number: Int64) throws(RunLogError) -> LoggedRun? {
    try read { db in try LoggedRun.fetchOne(db, key: number) } ?? nil
  }

  /// The outputs of a run, by side, then sample.
  public func outputs(of run: Int64) throws(RunLogError) -> [LoggedOutput] {
    try read { db in
      try LoggedOutput.filter(Column("run") == run).order(Column("side"), Column("sample"))
        .fetchAll(db)
    } ?? []
  }

  /// The ratings of a run, in the order in which they were given.
  public func ratings(of run: Int64) throws(RunLogError) -> [LoggedRating] {
    try read { db in
      try LoggedRating.filter(Column("run") == run).order(Column("id"))
        .fetchAll(db)
    } ?? []
  }

  /// Every run with its outputs and ratings, the oldest first, one at a time.
  public func forEachRun(
    _ body: (LoggedRun, [LoggedOutput], [LoggedRating]) throws -> Void
  ) throws(RunLogError) {
    _ = try read { db in
      let runs = try LoggedRun.order(Column("id")).fetchCursor(db)
      while let run = try runs.next() {
        let outputs = try LoggedOutput.filter(Column("run") == run.id)
          .order(Column("side"), Column("sample")).fetchAll(db)
        let ratings = try LoggedRating.filter(Column("run") == run.id)
          .order(Column("id")).fetchAll(db)
        try body(run, outputs, ratings)
      }
    }
  }
}
