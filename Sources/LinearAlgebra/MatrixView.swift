/// Anything a kernel can read rows from.
public protocol ReadableRows {
  /// The rows, read-only.
  var view: MatrixView { get }
}

/// Rows of floats that someone else owns: shape [rows, columns], `stride` floats apart.
///
/// A view does not keep its memory alive; the owner (`Slab`, a mapped checkpoint) must outlive it.
@safe public struct MatrixView: ReadableRows, @unchecked Sendable {
  let base: UnsafePointer<Float>
  /// How many rows.
  public let rows: Int
  /// How many columns.
  public let columns: Int
  let stride: Int

  /// Wraps memory of at least `rows` × `stride` floats that outlives the view.
  public init(unsafe base: UnsafePointer<Float>, rows: Int, columns: Int, stride: Int? = nil) {
    (self.base, self.rows, self.columns) = (base, rows, columns)
    self.stride = stride ?? columns
  }

  /// The view itself.
  public var view: MatrixView { self }

  /// One element; traps outside the shape.
  public subscript(row: Int, column: Int) -> Float {
    precondition(row >= 0 && row < rows && column >= 0 && column < columns)
    return base[row * stride + column]
  }

  /// Some of the rows.
  public func rows(_ range: Range<Int>) -> MatrixView {
    precondition(range.lowerBound >= 0 && range.upperBound <= rows)
    return MatrixView(
      unsafe: base + range.lowerBound * stride, rows: range.count, columns: columns, stride: stride)
  }

  /// Some of the columns: a head is a column range.
  public func columns(_ range: Range<Int>) -> MatrixView {
    precondition(range.lowerBound >= 0 && range.upperBound <= columns)
    return MatrixView(
      unsafe: base + range.lowerBound, rows: rows, columns: range.count, stride: stride)
  }

  /// Lends one row as a span.
  public func withRow<Result>(_ row: Int, _ body: (Span<Float>) throws -> Result) rethrows -> Result
  {
    precondition(row >= 0 && row < rows)
    return try body(Span(_unsafeStart: base + row * stride, count: columns))
  }

  /// The largest absolute value; NaN where any element is not a number.
  public var largestMagnitude: Float {
    // Without their sign, bit patterns are ordered as the numbers are, and NaN lies above infinity.
    var largest: UInt32 = 0
    for row in 0..<rows {
      let source = pointer(row: row)
      for column in 0..<columns { largest = max(largest, source[column].bitPattern & 0x7FFF_FFFF) }
    }
    return Float(bitPattern: largest)
  }

  func pointer(row: Int) -> UnsafePointer<Float> { base + row * stride }
}
