import LinearAlgebra
import Transformer

/// The memory a model takes, known from its sizes alone.
public struct MemoryForecast: Hashable, Sendable {
  /// The bytes of the weights as they are kept.
  public let weightBytes: Int
  /// The bytes of keys, values and logits of the completions drawn at once.
  public let contextBytes: Int

  /// The memory for `sequences` completions of `tokens` tokens each, beside the weights.
  ///
  /// A key and a value of the model's width for every layer and token, kept as they are beside such
  /// weights, and a row of logits for every completion; the prompts', which are stored once, are
  /// left out.
  public init(
    _ sizes: Hyperparameters, sequences: Int, tokens: Int, precision: WeightPrecision = .fp32
  ) {
    let float = MemoryLayout<Float>.stride
    let perToken = Self.product([2, sizes.blocks, sizes.width, precision.cache.bytesPerNumber])
    // Embeddings, norms and biases stay single floats.
    weightBytes = Self.sum(
      Self.product([sizes.mapWeightCount, precision.bytesPerWeight]),
      Self.product([sizes.parameterCount - sizes.mapWeightCount, float]))
    let cache = Self.product([sequences, min(tokens, sizes.context), perToken])
    let logits = Self.product([sequences, sizes.vocabulary, float])
    contextBytes = Self.sum(cache, logits)
  }

  /// All of it.
  public var bytes: Int { Self.sum(weightBytes, contextBytes) }

  // What was typed or read may be absurd: then the largest number stands for it.
  private static func product(_ factors: [Int]) -> Int {
    factors.reduce(1) { product, factor in
      let (value, isTooLarge) = product.multipliedReportingOverflow(by: factor)
      return isTooLarge ? .max : value
    }
  }

  private static func sum(_ left: Int, _ right: Int) -> Int {
    let (value, isTooLarge) = left.addingReportingOverflow(right)
    return isTooLarge ? .max : value
  }

  /// A number of bytes as people read it: `498 MB`, `6.2 GB`.
  static func text(_ bytes: Int) -> String {
    guard bytes >= 1_000_000_000 else { return "\((Double(bytes) / 1e6).rounded().whole) MB" }
    let tenths = (Double(bytes) / 1e8).rounded().whole
    return "\(tenths / 10).\(tenths % 10) GB"
  }
}

extension Double {
  fileprivate var whole: Int { Int(exactly: self) ?? .max }
}
