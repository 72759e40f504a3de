/// An affine map `y = x · W + b`; a row of y depends on its row of x alone.
///
/// However many rows there are, it is the same to the bit where the kernels of this package multiply.
/// OpenBLAS adds up in another order for another number of rows: it multiplies where
/// `Backend.openblas` asks for it, and 16 rows or more of single floats on processors for which there
/// are only the portable kernels.
public struct Linear: Sendable {
  /// How a checkpoint lays a weight out.
  public enum Orientation: Sendable {
    /// [inputs, outputs], as GPT-2's Conv1D.
    case inputMajor
    /// [outputs, inputs], as torch's Linear and as a token embedding used to unembed.
    case outputMajor
  }

  let packed: PackedWeights
  /// The weight as the checkpoint stores it, where OpenBLAS may read it.
  let stored: MatrixView?
  let bias: MatrixView?
  let orientation: Orientation

  /// A map with a copy of the given weight and, if any, a bias of shape [1, outputs].
  ///
  /// `keepsStored` says that `weight` itself outlives the map, so that OpenBLAS may read it there.
  public init(
    weight: MatrixView, bias: MatrixView?, orientation: Orientation,
    precision: WeightPrecision = .fp32, keepsStored: Bool = true
  ) {
    packed = PackedWeights(weight, orientation, precision)
    stored = keepsStored && precision == .fp32 ? weight : nil
    (self.bias, self.orientation) = (bias, orientation)
  }

  /// How many columns an input has.
  public var inputs: Int { packed.inputs }
  /// How many columns an output has.
  public var outputs: Int { packed.outputs }
  /// How the weights are kept.
  public var precision: WeightPrecision { packed.precision }
  /// How many bytes the weights take in memory.
  public var byteCount: Int { packed.byteCount }
  /// The largest absolute value of a weight; NaN where any is not a number.
  public var largestMagnitude: Float { packed.largestMagnitude }

  /// Writes `x · W + b` into `y`: x [rows, inputs], y [rows, outputs].
  public func callAsFunction(_ x: some ReadableRows, into y: MutableMatrixView) {
    let x = x.view
    precondition(x.columns == inputs && y.columns == outputs && x.rows == y.rows)
    if let stored, Backend.current == .openblas || Machine.current.isSlowerThanBLAS(rows: x.rows) {
      BLAS.multiply(x, stored, orientation, bias: bias, into: y)
    } else {
      packed.multiply(x, bias: bias, into: y)
    }
  }

  /// Writes the weights of one output into row `target` of `rows`: a token's vector, where the map
  /// is the unembedding and shares its weights with the embedding.
  public func copyWeights(ofOutput output: Int, to target: Int, of rows: MutableMatrixView) {
    precondition(rows.columns == inputs && target >= 0 && target < rows.rows)
    packed.unpack(output: output, into: rows.pointer(row: target))
  }
}
