import CKernels

/// The weights of a linear map, copied once into the order in which the kernels read them:
/// [outputs/16][inputs][16].
final class PackedWeights: @unchecked Sendable {
  let inputs: Int
  let outputs: Int
  let precision: WeightPrecision
  /// The largest absolute value before rounding; NaN where any weight is not a number.
  let largestMagnitude: Float
  let byteCount: Int
  private let memory: UnsafeMutableRawPointer

  init(_ weight: MatrixView, _ orientation: Linear.Orientation, _ precision: WeightPrecision) {
    let isTransposed = orientation == .outputMajor
    inputs = isTransposed ? weight.columns : weight.rows
    outputs = isTransposed ? weight.rows : weight.columns
    self.precision = precision
    byteCount = ck_packed_bytes(precision.kernel, inputs, outputs)
    guard let memory = ck_allocate_pages(byteCount) else {
      fatalError("there is no memory for \(byteCount) bytes of weights")
    }
    self.memory = memory
    let bits = ck_pack(
      precision.kernel, weight.base, weight.stride, isTransposed, inputs, outputs, memory)
    largestMagnitude = Float(bitPattern: bits)
  }

  deinit { ck_free_pages(memory, byteCount) }

  /// Writes `x · W + bias` into `y`.
  func multiply(_ x: MatrixView, bias: MatrixView?, into y: MutableMatrixView) {
    ck_product(
      precision.kernel, memory, inputs, outputs, bias?.base, x.base, x.stride, x.rows, y.base,
      y.stride)
  }

  /// Writes the weights of one output, `inputs` floats.
  func unpack(output: Int, into column: UnsafeMutablePointer<Float>) {
    precondition(output >= 0 && output < outputs)
    ck_unpack(precision.kernel, memory, inputs, output, column)
  }
}
