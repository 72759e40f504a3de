import LinearAlgebra
import Safetensors

/// Binds names and shapes to the tensors of a checkpoint, and owns what had to be copied.
final class WeightReader: @unchecked Sendable {
  private let checkpoint: Checkpoint
  private let architecture: Architecture
  private let sizes: Hyperparameters
  private let prefix: String
  /// Tensors that could not be borrowed in place, widened.
  private var copies: [Slab] = []
  private var used: Set<String> = []
  private(set) var parameterCount = 0
  private(set) var ownedBytes = 0

  init(_ checkpoint: Checkpoint, _ architecture: Architecture, _ sizes: Hyperparameters)
    throws(ModelError)
  {
    let probe = architecture.tensors.tokenEmbedding + ".weight"
    let prefix = architecture.tensors.prefixes.first { checkpoint.entry($0 + probe) != nil }
    guard let prefix else {
      throw .missingTensor(probe, expected: [sizes.vocabulary, sizes.width])
    }
    (self.checkpoint, self.architecture, self.sizes) = (checkpoint, architecture, sizes)
    self.prefix = prefix
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

  /// The unembedding: the token embedding again, unless the checkpoint has its own.
  func unembedding(tied embedding: MatrixView) throws(ModelError) -> Linear {
    let name = architecture.tensors.unembedding + ".weight"
    let hasOwn = checkpoint.entry(name) != nil
    if sizes.tiesUnembedding || !hasOwn {
      used.insert(name)
      return Linear(weight: embedding, bias: nil, orientation: .outputMajor)
    }
    return Linear(
      weight: try matrix(unprefixed: name, [sizes.vocabulary, sizes.width]), bias: nil,
      orientation: .outputMajor)
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
    return Linear(
      weight: try matrix(name + ".weight", shape), bias: try matrix(name + ".bias", [outputs]),
      orientation: architecture.orientation)
  }

  private func matrix(unprefixed name: String, _ shape: [Int]) throws(ModelError) -> MatrixView {
    guard let entry = checkpoint.entry(name) else { throw .missingTensor(name, expected: shape) }
    guard entry.shape == shape else {
      throw .misshapenTensor(name, expected: shape, found: entry.shape)
    }
    used.insert(name)
    parameterCount += entry.elementCount
    let (rows, columns) = shape.count == 1 ? (1, shape[0]) : (shape[0], shape[1])
    let view: MatrixView
    if let inPlace = borrowed(name, rows, columns) {
      view = inPlace
    } else {
      view = try widened(name, rows, columns)
    }
    guard view.largestMagnitude.isFinite else { throw .notFinite(name) }
    return view
  }

  /// The tensor where it lies in the mapped file, if it lies there as aligned single floats.
  private func borrowed(_ name: String, _ rows: Int, _ columns: Int) -> MatrixView? {
    // Sound: the reader keeps the checkpoint, and with it the mapping, for as long as the model.
    guard let floats = unsafe checkpoint.borrowedFloats(name), let base = floats.baseAddress
    else { return nil }
    return unsafe MatrixView(unsafe: base, rows: rows, columns: columns)
  }

  private func widened(_ name: String, _ rows: Int, _ columns: Int) throws(ModelError)
    -> MatrixView
  {
    let slab = Slab(floats: Slab.footprint(rows: rows, columns: columns))
    let matrix = slab.matrix(rows: rows, columns: columns)
    do {
      try unsafe matrix.withContiguous { try unsafe checkpoint.readFloats(name, into: $0) }
    } catch { throw .unreadable("\(error)") }
    copies.append(slab)
    ownedBytes += rows * columns * MemoryLayout<Float>.stride
    return matrix.view
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
