import LinearAlgebra

/// A family of decoder-only transformers, as data: the axes on which families differ.
///
/// A new family is one more value of this type, beside a golden test. Only what a value of this
/// type in this package uses is listed; a family that needs another axis adds a case.
public struct Architecture: Sendable {
  /// How a token learns where it stands.
  public enum Positions: Sendable {
    /// A table of learned vectors; the first `offset` rows are skipped.
    case learned(offset: Int)
  }

  /// How a checkpoint stores the three projections that feed attention.
  public enum QueryKeyValue: Sendable {
    /// One matrix whose columns are all queries, then all keys, then all values.
    case fused
  }

  /// What the family is called in `config.json` (`model_type`).
  public let name: String
  /// How positions enter.
  public let positions: Positions
  /// How queries, keys and values are stored.
  public let queryKeyValue: QueryKeyValue
  /// How linear maps are stored.
  public let orientation: Linear.Orientation
  /// Where each weight is found.
  public let tensors: TensorNames

  /// Every family this package can run.
  public static let all: [Architecture] = [.gpt2]

  /// The family a `config.json` names, if it is one of ours.
  public static func named(_ modelType: String) -> Architecture? {
    all.first { $0.name == modelType }
  }
}
