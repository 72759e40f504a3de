/// A small matrix as a value: what analysis and vector algebra pass around.
///
/// Shape [rows, columns].
public struct Matrix: Sendable, Hashable {
  /// How many rows.
  public let rows: Int
  /// How many columns.
  public let columns: Int
  /// Row after row.
  public private(set) var elements: [Float]

  /// A matrix of the given elements, row after row.
  public init(rows: Int, columns: Int, elements: [Float]) {
    precondition(elements.count == rows * columns)
    (self.rows, self.columns, self.elements) = (rows, columns, elements)
  }

  /// A matrix of zeros.
  public init(rows: Int, columns: Int) {
    self.init(rows: rows, columns: columns, elements: .init(repeating: 0, count: rows * columns))
  }

  /// A copy of someone else's rows.
  public init(_ source: some ReadableRows) {
    let view = source.view
    var elements: [Float] = []
    elements.reserveCapacity(view.rows * view.columns)
    for row in 0..<view.rows {
      elements.append(
        contentsOf: UnsafeBufferPointer(start: view.pointer(row: row), count: view.columns))
    }
    self.init(rows: view.rows, columns: view.columns, elements: elements)
  }

  /// One element.
  public subscript(row: Int, column: Int) -> Float {
    get { elements[row * columns + column] }
    set { elements[row * columns + column] = newValue }
  }

  /// One row.
  public subscript(row row: Int) -> ArraySlice<Float> {
    elements[row * columns..<(row + 1) * columns]
  }

  /// Some of the rows, copied.
  public func rows(_ range: Range<Int>) -> Matrix {
    Matrix(
      rows: range.count, columns: columns,
      elements: Array(elements[range.lowerBound * columns..<range.upperBound * columns]))
  }

  /// Lends the elements to a kernel.
  public func withView<Result>(_ body: (MatrixView) throws -> Result) rethrows -> Result {
    try elements.withUnsafeBufferPointer { buffer in
      // An empty array may have no address; no row of it is ever read.
      let base = buffer.baseAddress ?? UnsafePointer(bitPattern: 64).unsafelyUnwrapped
      return try body(MatrixView(unsafe: base, rows: rows, columns: columns))
    }
  }

  /// Lends the elements to a kernel that may write them.
  public mutating func withMutableView<Result>(
    _ body: (MutableMatrixView) throws -> Result
  ) rethrows -> Result {
    let (rows, columns) = (rows, columns)
    return try elements.withUnsafeMutableBufferPointer { buffer in
      let base = buffer.baseAddress ?? UnsafeMutablePointer(bitPattern: 64).unsafelyUnwrapped
      return try body(MutableMatrixView(unsafe: base, rows: rows, columns: columns))
    }
  }

  /// Every element times `scale`, each product rounded once to single precision.
  public static func * (scale: Float, matrix: Matrix) -> Matrix {
    Matrix(
      rows: matrix.rows, columns: matrix.columns, elements: matrix.elements.map { $0 * scale })
  }

  /// The sum by position; the shorter matrix counts as zero beyond its last row.
  public static func + (left: Matrix, right: Matrix) -> Matrix {
    precondition(left.columns == right.columns)
    let (long, short) = left.rows >= right.rows ? (left, right) : (right, left)
    var sum = long
    for index in short.elements.indices { sum.elements[index] += short.elements[index] }
    return sum
  }

  /// The Euclidean norm of each row, summed in double precision.
  public var rowNorms: [Float] {
    (0..<rows).map { row in
      Float(self[row: row].reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot())
    }
  }
}
