import LinearAlgebra

/// The sizes and switches of one model, from its `config.json`.
public struct Hyperparameters: Sendable, Hashable {
  /// How many blocks.
  public var blocks: Int
  /// The width of the residual stream, `d_model`.
  public var width: Int
  /// How many attention heads.
  public var heads: Int
  /// The width of the feedforward layer's middle.
  public var hidden: Int
  /// How many tokens a sequence may have, the beginning-of-text token included.
  public var context: Int
  /// How many tokens there are.
  public var vocabulary: Int
  /// The ε of the layer norms.
  public var epsilon: Float
  /// The function between the two feedforward maps.
  public var nonlinearity: Nonlinearity
  /// Whether attention scores are divided by the square root of the head's width.
  public var scalesScores: Bool
  /// Whether attention scores are also divided by the number of the block, counted from 1.
  public var scalesScoresByDepth: Bool
  /// Whether the unembedding is the token embedding again.
  public var tiesUnembedding: Bool
  /// The beginning-of-text token, where the file names one.
  public var beginningOfText: TokenID?
  /// The end-of-text token, where the file names one.
  public var endOfText: TokenID?

  /// The width of one attention head.
  public var headWidth: Int { width / heads }

  /// What attention scores in block n are multiplied by.
  func scoreScale(_ layer: Int) -> Float {
    let byWidth = scalesScores ? 1 / Float(headWidth).squareRoot() : 1
    return scalesScoresByDepth ? byWidth / Float(layer + 1) : byWidth
  }
}
