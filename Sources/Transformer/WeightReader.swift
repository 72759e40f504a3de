import LinearAlgebra
import Safetensors

/// Binds names and shapes to the tensors of a checkpoint, and owns what had to be copied.
final class WeightReader: @unchecked Sendable {
  private let checkpoint: Checkpoint
  private let architecture: Architecture
  private let sizes: Hyperparameters
  private let prefix: String
  private let precision: WeightPrecision
  /// Tensors that could not be borrowed in place, widened.
  private var copies: [Slab] = []
  private var used: Set<String> = []
  private(set) var parameterCount = 0
  private(set) var ownedBytes = 0

  init(
    _ checkpoint: Checkpoint, _ architecture: Architecture, _ sizes: Hyperparameters,
    _ precision: WeightPrecision
  ) throws(ModelError) {
    let probe = architecture.tensors.tokenEmbedding + ".weight"
    let prefix = architecture.tensors.prefixes.first { checkpoint.entry($0 + probe) != nil }
    guard let prefix else {
      throw .missingTensor(probe, expected: [sizes.vocabulary, sizes.width])
    }
    (self.checkpoint, self.architecture, self.sizes) = (checkpoint, architecture, sizes)
    (self.prefix, self.precision) = (prefix, precision)
  }

  /// The weights of block n.
  func block(_ layer: Int) throws(ModelError) -> Block {
    let (names, width) = (architecture.tensors, sizes.width)
    func name(_ pattern: String) -> String { TensorNames.inBlock(layer, pattern) }
    let norm = try norm(name(names.attentionNorm))
    let queryKeyValue = try linear(name(names.queryKeyValue), width, 3 * width)
    return Block(
      attentionNorm: norm, queryKeyValue: queryKeyValue,
      attentionOutput: try linear(name(names.attentionOutput), width, width),
      feedforwardNorm: try self.norm(name(names.feedforwardNorm)),
      expand: try linear(name(names.expand), width, sizes.hidden),
      nonlinearity: sizes.nonlinearity,
      contract: try linear(name(names.contract), sizes.hidden, width),
      scoreScale: sizes.scoreScale(layer),
      valueConstant: Matrix.negatedImage(
        of: norm.shiftRow, under: queryKeyValue, columns: 2 * width..<3 * width))
  }

  /// A layer norm's gain and shift.
  func norm(_ name: String) throws(ModelError) -> LayerNorm {
    LayerNorm(
      gain: try matrix(name + ".weight", [sizes.width]),
      shift: try matrix(name + ".bias", [sizes.width]), epsilon: sizes.epsilon)
  }

  /// The token embedding, and the unembedding: the same weights where the configuration ties them.
  ///
  /// A copy that the checkpoint then keeps is not read, but must have the right shape.
  func embeddings() throws(ModelError) -> (Embedding, Linear) {
    let (names, shape) = (architecture.tensors, [sizes.vocabulary, sizes.width])
    let tokens = prefix + names.tokenEmbedding + ".weight"
    let own = names.unembedding + ".weight"
    if sizes.tiesUnembedding {
      if checkpoint.entry(own) != nil { _ = try claim(own, shape) }
      let unembedding = try linear(tokens, shape, .outputMajor, bias: nil)
      // Rows in the mapped file would each keep their whole neighbourhood of it in memory.
      return (Embedding(outputsOf: unembedding), unembedding)
    }
    return (
      Embedding(rows: try matrix(unprefixed: tokens, shape)),
      try linear(own, shape, .outputMajor, bias: nil)
    )
  }

  /// One tensor, which must have exactly this shape; a vector becomes a matrix of one row.
  func matrix(_ name: String, _ shape: [Int]) throws(ModelError) -> MatrixView {
    try matrix(unprefixed: prefix + name, shape)
  }

  /// Throws when a tensor is neither a weight of the model nor one to ignore.
  func checkNothingIsLeft() throws(ModelError) {
    let left = checkpoint.names.filter { name in
      guard !used.contains(name) else { return false }
      return !architecture.tensors.prefixes.contains { prefix in
        name.hasPrefix(prefix) && architecture.tensors.ignores(String(name.dropFirst(prefix.count)))
      }
    }
    guard left.isEmpty else { throw .unexpectedTensors(left.sorted()) }
  }

  private func linear(_ name: String, _ inputs: Int, _ outputs: Int) throws(ModelError) -> Linear {
    let shape =
      architecture.orientation == .inputMajor ? [inputs, outputs] : [outputs, inputs]
    return try linear(
      prefix + name + ".weight", shape, architecture.orientation,
      bias: try matrix(name + ".bias", [outputs]))
  }

  /// Packs a weight; what was read for it goes back to the system.
  private func linear(
    _ name: String, _ shape: [Int], _ orientation: Linear.Orientation, bias: MatrixView?
  ) throws(ModelError) -> Linear {
    let (rows, columns) = try claim(name, shape)
    let map: Linear
    if let inPlace = borrowed(name, rows, columns) {
      map = Linear(
        weight: inPlace, bias: bias, orientation: orientation, precision: precision)
    } else {
      let (slab, copy) = try widened(name, rows, columns)
      map = withExtendedLifetime(slab) {
        Linear(
          weight: copy, bias: bias, orientation: orientation, precision: precision,
          keepsStored: false)
      }
    }
    checkpoint.forget(name)
    ownedBytes += map.byteCount
    guard map.largestMagnitude.isFinite else { throw .notFinite(name) }
    return map
  }

  private func matrix(unprefixed name: String, _ shape: [Int]) throws(ModelError) -> MatrixView {
    let (rows, columns) = try claim(name, shape)
    let view: MatrixView
    if let inPlace = borrowed(name, rows, columns) {
      view = inPlace
    } else {
      let (slab, copy) = try widened(name, rows, columns)
      copies.append(slab)
      ownedBytes += rows * columns * MemoryLayout<Float>.stride
      view = copy
    }
    guard view.largestMagnitude.isFinite else { throw .notFinite(name) }
    return view
  }

  /// Checks that a tensor is there in this shape, and counts it as used.
  private func claim(_ name: String, _ shape: [Int]) throws(ModelError) -> (rows: Int, columns: Int)
  {
    guard let entry = checkpoint.entry(name) else { throw .missingTensor(name, expected: shape) }
    guard entry.shape == shape else {
      throw .misshapenTensor(name, expected: shape, found: entry.shape)
    }
    used.insert(name)
    parameterCount += entry.elementCount
    return shape.count == 1 ? (1, shape[0]) : (shape[0], shape[1])
  }

  /// The tensor where it lies in the mapped file, if it lies there as aligned single floats.
  private func borrowed(_ name: String, _ rows: Int, _ columns: Int) -> MatrixView? {
    // Sound: the reader keeps the checkpoint, and with it the mapping, for as long as the model.
    guard let floats = unsafe checkpoint.borrowedFloats(name), let base = floats.baseAddress
    else { return nil }
    return unsafe MatrixView(unsafe: base, rows: rows, columns: columns)
  }

  private func widened(_ name: String, _ rows: Int, _ columns: Int) throws(ModelError)
    -> (Slab, MatrixView)
  {
    let slab = Slab(floats: Slab.footprint(rows: rows, columns: columns))
    let matrix = slab.matrix(rows: rows, columns: columns)
    do {
      try unsafe matrix.withContiguous { try unsafe checkpoint.readFloats(name, into: $0) }
    } catch { throw .unreadable("\(error)") }
    return (slab, matrix.view)
  }
}

extension Matrix {
  /// `−(row · W + b)`, some of its columns: shape [1, columns].
  fileprivate static func negatedImage(
    of row: MatrixView, under map: Linear, columns: Range<Int>
  ) -> Matrix {
    var image = Matrix(rows: 1, columns: map.outputs)
    image.withMutableView { map(row, into: $0) }
    return -1
      * Matrix(rows: 1, columns: columns.count, elements: Array(image[row: 0][columns]))
  }
}
