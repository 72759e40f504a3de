import GRDB

/// The tables, and how a file of an older version becomes one of this.
enum RunSchema {
  /// The steps in order, to which more may be added.
  ///
  /// `PRAGMA user_version` counts those that a file has taken.
  private static let steps = [
    """
    CREATE TABLE run (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      started TEXT NOT NULL,
      seconds REAL NOT NULL,
      program TEXT NOT NULL,
      command TEXT NOT NULL,
      line TEXT NOT NULL,
      script TEXT NOT NULL,
      model TEXT,
      weights_sha256 TEXT,
      prompt TEXT,
      vectors TEXT,
      seed INTEGER,
      settings TEXT,
      record TEXT NOT NULL,
      report TEXT NOT NULL
    );
    CREATE TABLE output (
      run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
      side INTEGER NOT NULL,
      sample INTEGER NOT NULL,
      label TEXT NOT NULL,
      vector TEXT,
      text TEXT NOT NULL,
      tokens TEXT NOT NULL,
      loss REAL,
      PRIMARY KEY (run, side, sample)
    );
    CREATE TABLE rating (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
      rated TEXT NOT NULL,
      criterion TEXT NOT NULL,
      seed INTEGER NOT NULL,
      place INTEGER NOT NULL,
      side INTEGER NOT NULL,
      sample INTEGER NOT NULL,
      score INTEGER NOT NULL CHECK (score BETWEEN 1 AND 5)
    );
    CREATE INDEX rating_of_run ON rating (run);
    """,
    // Where the names of files in its line count from.
    "ALTER TABLE run ADD COLUMN folder TEXT;",
  ]

  /// The words for a file that is something else.
  static let foreign = RunLogError(
    "it is not a record of actadd", isAboutTheFile: true)

  /// Takes the steps that are missing, all or none, while no other session does.
  static func update(_ queue: DatabaseQueue) throws {
    let taken = try queue.read(version)
    guard taken != steps.count else {
      guard try queue.read({ try isOurs($0, steps: taken) }) else { throw foreign }
      return
    }
    try queue.writeWithoutTransaction { db in
      try db.inTransaction(.immediate) {
        // Another session may have been faster.
        let taken = try version(db)
        guard taken <= steps.count else {
          throw RunLogError("it was written by a newer version of this program")
        }
        guard try isOurs(db, steps: taken) else { throw foreign }
        for step in steps[taken...] { try db.execute(sql: step) }
        try db.execute(sql: "PRAGMA user_version = \(steps.count)")
        return .commit
      }
    }
  }

  /// Throws for a file that is to be read as it is and cannot be.
  static func check(_ queue: DatabaseQueue) throws {
    let taken = try queue.read(version)
    guard taken <= steps.count else {
      throw RunLogError("it was written by a newer version of this program")
    }
    guard taken > 0, try queue.read({ try isOurs($0, steps: taken) }) else { throw foreign }
  }

  /// Whether a file that has taken so many steps has the tables they make: none before the first.
  private static func isOurs(_ db: Database, steps: Int) throws -> Bool {
    let tables = try String.fetchSet(
      db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    return steps > 0 ? tables.isSuperset(of: ["run", "output", "rating"]) : tables.isEmpty
  }

  private static func version(_ db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
  }
}
