import COpenBLAS

/// An affine map `y = x · W + b`, with the weight as the checkpoint stores it.
public struct Linear: Sendable {
  /// How a checkpoint lays a weight out.
  public enum Orientation: Sendable {
    /// [inputs, outputs], as GPT-2's Conv1D.
    case inputMajor
    /// [outputs, inputs], as torch's Linear and as a token embedding used to unembed.
    case outputMajor
  }

  let weight: MatrixView
  let bias: MatrixView?
  let orientation: Orientation

  /// A map with the given weight and, if any, a bias of shape [1, outputs].
  public init(weight: MatrixView, bias: MatrixView?, orientation: Orientation) {
    (self.weight, self.bias, self.orientation) = (weight, bias, orientation)
  }

  /// How many columns an input has.
  public var inputs: Int { orientation == .inputMajor ? weight.rows : weight.columns }
  /// How many columns an output has.
  public var outputs: Int { orientation == .inputMajor ? weight.columns : weight.rows }

  /// Up to this many rows `sgemv` a row wins: `sgemm` repacks the weights at every call
  /// (measured, 768 → 3072: one row 9 ms against 25 ms, three rows 26 against 25).
  private static let rowsBelowWhichGemvWins = 3

  /// Writes `x · W + b` into `y`: x [rows, inputs], y [rows, outputs].
  public func callAsFunction(_ x: some ReadableRows, into y: MutableMatrixView) {
    let x = x.view
    precondition(x.columns == inputs && y.columns == outputs && x.rows == y.rows)
    if let bias { for row in 0..<y.rows { y.copy(bias, row: 0, to: row) } }
    let addToBias: Float = bias == nil ? 0 : 1
    if x.rows <= Linear.rowsBelowWhichGemvWins {
      for row in 0..<x.rows { apply(x, y, row, addToBias) }
    } else {
      cblas_sgemm(
        CblasRowMajor, CblasNoTrans, orientation == .inputMajor ? CblasNoTrans : CblasTrans,
        CInt(x.rows), CInt(y.columns), CInt(x.columns),
        1, x.base, CInt(x.stride), weight.base, CInt(weight.stride),
        addToBias, y.base, CInt(y.stride))
    }
  }

  private func apply(_ x: MatrixView, _ y: MutableMatrixView, _ row: Int, _ addToBias: Float) {
    cblas_sgemv(
      CblasRowMajor, orientation == .inputMajor ? CblasTrans : CblasNoTrans,
      CInt(weight.rows), CInt(weight.columns), 1, weight.base, CInt(weight.stride),
      x.pointer(row: row), 1, addToBias, y.pointer(row: row), 1)
  }
}
