/// Layer normalization: centre each row, divide by its standard deviation, then scale and shift.
///
/// `(x − mean) / √(variance + ε) · gain + shift`, with the population variance and ε inside the
/// root (Ba, Kiros and Hinton 2016, §3).
public struct LayerNorm: Sendable {
  let gain: MatrixView
  let shift: MatrixView
  let epsilon: Float

  /// A norm with a gain and a shift of shape [1, width].
  public init(gain: MatrixView, shift: MatrixView, epsilon: Float) {
    (self.gain, self.shift, self.epsilon) = (gain, shift, epsilon)
  }

  /// Writes the normalized, scaled and shifted rows of `x` into `y`.
  public func callAsFunction(_ x: some ReadableRows, into y: MutableMatrixView) {
    normalize(x, into: y)
    scaleAndShift(y)
  }

  /// Writes `(x − mean) / σ` into `y`: what TransformerLens calls `hook_normalized`.
  public func normalize(_ x: some ReadableRows, into y: MutableMatrixView) {
    let x = x.view
    precondition(x.rows == y.rows && x.columns == y.columns)
    for row in 0..<x.rows {
      let (source, target) = (x.pointer(row: row), y.pointer(row: row))
      let mean = source.sum(count: x.columns) / Float(x.columns)
      let variance = source.squaredDistance(from: mean, count: x.columns) / Float(x.columns)
      let scale = 1 / (variance + epsilon).squareRoot()
      for column in 0..<x.columns { target[column] = (source[column] - mean) * scale }
    }
  }

  /// Multiplies by the gain and adds the shift, in place.
  public func scaleAndShift(_ y: MutableMatrixView) {
    let (gain, shift) = (gain.base, shift.base)
    for row in 0..<y.rows {
      let target = y.pointer(row: row)
      for column in 0..<y.columns { target[column] = target[column] * gain[column] + shift[column] }
    }
  }

  /// The shift, shape [1, width].
  public var shiftRow: MatrixView { shift }
}

extension MutableMatrixView {
  /// Subtracts from each row its mean over the columns.
  public func centerRows() {
    for row in 0..<rows {
      let target = pointer(row: row)
      let mean = UnsafePointer(target).sum(count: columns) / Float(columns)
      for column in 0..<columns { target[column] -= mean }
    }
  }
}
