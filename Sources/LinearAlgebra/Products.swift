import COpenBLAS

extension MutableMatrixView {
  /// `self = scale · a · bᵀ`: a [rows, k], b [columns, k].
  public func multiply(_ a: some ReadableRows, transposed b: some ReadableRows, scale: Float) {
    let (a, b) = (a.view, b.view)
    precondition(a.rows == rows && b.rows == columns && a.columns == b.columns)
    guard rows > 0, columns > 0 else { return }
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, CblasTrans, CInt(a.rows), CInt(b.rows), CInt(a.columns), scale,
      a.base, CInt(a.stride), b.base, CInt(b.stride), 0, base, CInt(stride))
  }

  /// `self = a · b`, or `self += a · b`: a [rows, k], b [k, columns].
  public func multiply(_ a: some ReadableRows, _ b: some ReadableRows, accumulate: Bool = false) {
    let (a, b) = (a.view, b.view)
    precondition(a.rows == rows && b.columns == columns && a.columns == b.rows)
    guard rows > 0, columns > 0 else { return }
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, CblasNoTrans, CInt(a.rows), CInt(b.columns), CInt(a.columns), 1,
      a.base, CInt(a.stride), b.base, CInt(b.stride), accumulate ? 1 : 0, base, CInt(stride))
  }
}
