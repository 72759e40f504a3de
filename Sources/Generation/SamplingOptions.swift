/// How tokens are drawn; the defaults are those of the published demonstrations.
public struct SamplingOptions: Sendable, Hashable {
  /// Divides the logits; 0 takes the most probable token and ignores all else.
  public var temperature: Float
  /// Draw only from the most probable tokens whose probabilities add up to more than this.
  public var topP: Float
  /// Draw only from the k most probable tokens, and ignore `topP`; 0 is off.
  public var topK: Int
  /// Subtracted from a token's logit for each time it occurs in the text so far, the prompt and the
  /// beginning-of-text token included.
  public var frequencyPenalty: Float
  /// How many tokens are generated at most.
  public var maximumTokens: Int
  /// Whether a row ends at the end-of-text token.
  public var stopsAtEnd: Bool

  /// The given options.
  public init(
    temperature: Float = 1, topP: Float = 0.3, topK: Int = 0, frequencyPenalty: Float = 1,
    maximumTokens: Int = 50, stopsAtEnd: Bool = true
  ) {
    (self.temperature, self.topP, self.topK) = (temperature, topP, topK)
    (self.frequencyPenalty, self.maximumTokens) = (frequencyPenalty, maximumTokens)
    self.stopsAtEnd = stopsAtEnd
  }
}
