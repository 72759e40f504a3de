/// The figures of a result as rows under named columns, at full precision: what files keep.
public struct DataTable: Hashable, Sendable {
  /// What the rows are, such as `tokens`: tells the tables of one result apart.
  public var name: String
  /// The names of the columns, unique.
  public var columns: [String]
  /// Values by row, then column.
  public var rows: [[JSONValue]]

  /// A table of the given rows, each as long as `columns`.
  public init(_ name: String, columns: [String], rows: [[JSONValue]] = []) {
    (self.name, self.columns, self.rows) = (name, columns, rows)
  }

  /// The table with columns that hold the same in every row; a column it has already stays.
  func adding(_ constants: [JSONValue.Member]) -> DataTable {
    let new = constants.filter { !columns.contains($0.key) }
    return DataTable(
      name, columns: columns + new.map(\.key), rows: rows.map { $0 + new.map(\.value) })
  }
}

extension DataTable {
  /// A table of objects: a column for each key of any of them, in the order in which they first come.
  public init(_ name: String, objects: [JSONValue]) {
    var columns: [String] = []
    let rows = objects.map { object -> [String: JSONValue] in
      guard case .object(let members) = object else { return [:] }
      for member in members where !columns.contains(member.key) { columns.append(member.key) }
      return Dictionary(members.map { ($0.key, $0.value) }) { first, _ in first }
    }
    self.init(name, columns: columns, rows: rows.map { row in columns.map { row[$0] ?? .null } })
  }

  /// Each row as an object under the names of the columns.
  public var objects: [JSONValue] {
    rows.map { row in .object(zip(columns, row).map { JSONValue.Member($0, $1) }) }
  }
}
