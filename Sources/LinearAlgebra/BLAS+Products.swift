import COpenBLAS
import Synchronization

extension BLAS {
  /// Up to this many rows `sgemv` a row wins: `sgemm` repacks the weights at every call
  /// (measured, 768 → 3072: one row 9 ms against 25 ms, three rows 26 against 25).
  private static let rowsBelowWhichGemvWins = 3
  /// Below this many rows a second thread makes `sgemm` slower.
  private static let rowsFromWhichThreadsHelp = 32

  private static let threads = Atomic<Int32>(0)

  /// Writes `x · W + bias` into `y`: W as the checkpoint stores it.
  static func multiply(
    _ x: MatrixView, _ weight: MatrixView, _ orientation: Linear.Orientation, bias: MatrixView?,
    into y: MutableMatrixView
  ) {
    if let bias { for row in 0..<y.rows { y.copy(bias, row: 0, to: row) } }
    let addToBias: Float = bias == nil ? 0 : 1
    guard x.rows > rowsBelowWhichGemvWins else {
      for row in 0..<x.rows { multiply(x, weight, orientation, y, row, addToBias) }
      return
    }
    use(threads: x.rows < rowsFromWhichThreadsHelp ? 1 : CInt(Machine.threads))
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, orientation == .inputMajor ? CblasNoTrans : CblasTrans,
      CInt(x.rows), CInt(y.columns), CInt(x.columns),
      1, x.base, CInt(x.stride), weight.base, CInt(weight.stride),
      addToBias, y.base, CInt(y.stride))
  }

  private static func multiply(
    _ x: MatrixView, _ weight: MatrixView, _ orientation: Linear.Orientation,
    _ y: MutableMatrixView, _ row: Int, _ addToBias: Float
  ) {
    use(threads: CInt(Machine.threads))
    cblas_sgemv(
      CblasRowMajor, orientation == .inputMajor ? CblasTrans : CblasNoTrans,
      CInt(weight.rows), CInt(weight.columns), 1, weight.base, CInt(weight.stride),
      x.pointer(row: row), 1, addToBias, y.pointer(row: row), 1)
  }

  /// OpenBLAS's own threads spin between calls, so it gets no more than a product can use.
  private static func use(threads count: CInt) {
    guard threads.exchange(count, ordering: .relaxed) != count else { return }
    openblas_set_num_threads(count)
  }
}
