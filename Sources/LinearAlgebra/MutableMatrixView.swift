import CKernels

/// Rows of floats that someone else owns and lets us write: shape [rows, columns].
@safe public struct MutableMatrixView: ReadableRows, @unchecked Sendable {
  let base: UnsafeMutablePointer<Float>
  /// How many rows.
  public let rows: Int
  /// How many columns.
  public let columns: Int
  let stride: Int

  init(unsafe base: UnsafeMutablePointer<Float>, rows: Int, columns: Int, stride: Int? = nil) {
    (self.base, self.rows, self.columns) = (base, rows, columns)
    self.stride = stride ?? columns
  }

  /// The same rows, read-only.
  public var view: MatrixView {
    MatrixView(unsafe: base, rows: rows, columns: columns, stride: stride)
  }

  /// One element; traps outside the shape.
  public subscript(row: Int, column: Int) -> Float {
    get { view[row, column] }
    nonmutating set {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns)
      base[row * stride + column] = newValue
    }
  }

  /// Some of the rows.
  public func rows(_ range: Range<Int>) -> MutableMatrixView {
    precondition(range.lowerBound >= 0 && range.upperBound <= rows)
    return MutableMatrixView(
      unsafe: base + range.lowerBound * stride, rows: range.count, columns: columns, stride: stride)
  }

  /// Some of the columns.
  public func columns(_ range: Range<Int>) -> MutableMatrixView {
    precondition(range.lowerBound >= 0 && range.upperBound <= columns)
    return MutableMatrixView(
      unsafe: base + range.lowerBound, rows: rows, columns: range.count, stride: stride)
  }

  /// Adds `right`, element by element.
  public static func += (left: MutableMatrixView, right: some ReadableRows) {
    let right = right.view
    precondition(left.rows == right.rows && left.columns == right.columns)
    for row in 0..<left.rows {
      ck_add(left.pointer(row: row), right.pointer(row: row), left.columns)
    }
  }

  /// Adds row `row` of `source` to row `target` of this matrix.
  public func add(_ source: some ReadableRows, row: Int, to target: Int) {
    let source = source.view
    precondition(row < source.rows && target < rows && source.columns == columns)
    ck_add(pointer(row: target), source.pointer(row: row), columns)
  }

  /// Overwrites these rows with those of `source`.
  public func copy(_ source: some ReadableRows) {
    let source = source.view
    precondition(rows == source.rows && columns == source.columns)
    for row in 0..<rows { pointer(row: row).update(from: source.pointer(row: row), count: columns) }
  }

  /// Overwrites row `target` with row `row` of `source`.
  public func copy(_ source: some ReadableRows, row: Int, to target: Int) {
    rows(target..<target + 1).copy(source.view.rows(row..<row + 1))
  }

  /// Writes the same value everywhere.
  public func fill(_ value: Float) {
    for row in 0..<rows { pointer(row: row).update(repeating: value, count: columns) }
  }

  /// Lets `body` write every element as one run of memory; only for matrices without gaps.
  public func withContiguous<Result, Failure>(
    _ body: (UnsafeMutableBufferPointer<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(stride == columns || rows <= 1)
    return try body(UnsafeMutableBufferPointer(start: base, count: rows * columns))
  }

  func pointer(row: Int) -> UnsafeMutablePointer<Float> { base + row * stride }
}
