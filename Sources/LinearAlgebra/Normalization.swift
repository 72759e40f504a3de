import CKernels

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
    precondition(gain.columns == y.columns && shift.columns == y.columns)
    normalize(x.view, gain.base, shift.base, into: y)
  }

  /// Writes `(x − mean) / σ` into `y`: what TransformerLens calls `hook_normalized`.
  public func normalize(_ x: some ReadableRows, into y: MutableMatrixView) {
    normalize(x.view, nil, nil, into: y)
  }

  private func normalize(
    _ x: MatrixView, _ gain: UnsafePointer<Float>?, _ shift: UnsafePointer<Float>?,
    into y: MutableMatrixView
  ) {
    precondition(x.rows == y.rows && x.columns == y.columns)
    ck_normalize(
      x.base, x.stride, x.rows, x.columns, epsilon, gain, shift, y.base, y.stride)
  }

  /// Multiplies by the gain and adds the shift, in place.
  public func scaleAndShift(_ y: MutableMatrixView) {
    precondition(gain.columns == y.columns && shift.columns == y.columns)
    for row in 0..<y.rows {
      ck_scale_and_shift(y.pointer(row: row), y.columns, gain.base, shift.base)
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
      let mean = ck_sum(target, columns) / Float(columns)
      for column in 0..<columns { target[column] -= mean }
    }
  }
}
