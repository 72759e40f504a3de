import Generation
import Glibc
import Models
import Steering
import Transformer

/// What steering does to the probability of many texts, group by group.
public struct CorpusPerplexity: Sendable {
  /// Which predictions count.
  public enum Method: String, Sendable, CaseIterable {
    /// All of them.
    case normal
    /// Those not made from a position at which something is added.
    case mask
    /// As `mask`, with so many fillers after the beginning-of-text token that the first addition ends
    /// before the text begins.
    case pad
  }

  /// A text and the group it is counted in.
  public struct Text: Sendable, Hashable {
    /// The group.
    public var label: String
    /// The tokens, the beginning-of-text token included.
    public var tokens: [TokenID]

    /// A text of a group.
    public init(label: String, tokens: [TokenID]) { (self.label, self.tokens) = (label, tokens) }
  }

  /// The sums of one group.
  public struct Group: Sendable, Hashable {
    /// The label.
    public let label: String
    /// How many texts.
    public internal(set) var texts = 0
    /// How many predictions.
    public internal(set) var count = 0
    /// The sum of log-probabilities, unsteered, in nats.
    public internal(set) var unsteeredSum = 0.0
    /// The sum of log-probabilities, steered, in nats.
    public internal(set) var steeredSum = 0.0
    /// The sum of differences, token by token, in nats.
    public internal(set) var differenceSum = 0.0

    /// By how many nats a token became likelier: every token weighs the same; NaN without tokens.
    public var meanDifference: Double { differenceSum / Double(count) }
    /// The perplexity ratio `exp(−mean difference)`, below 1 where steering helps.
    public var perplexityRatio: Double { exp(-meanDifference) }
    /// The perplexity of the unsteered model.
    public var unsteeredPerplexity: Double { exp(-unsteeredSum / Double(count)) }
    /// The perplexity of the steered model.
    public var steeredPerplexity: Double { exp(-steeredSum / Double(count)) }
  }

  /// What one vector does to the texts.
  public struct Result: Sendable {
    /// The groups in the order in which their labels first came.
    public let groups: [Group]
    /// All groups together.
    public let total: Group
    /// The texts that are left out because predictions in them were no numbers.
    public let withoutNumbers: [Int]
    /// Whether it was stopped before all texts were read.
    public let wasInterrupted: Bool
    /// What was really added to all texts, read from the passes.
    public let applied: AdditionSummary
  }

  /// Which predictions count.
  public let method: Method
  /// The texts that are scored, fillers included; fewer once a measurement was stopped.
  public internal(set) var texts: [Text]
  /// How many texts were left out because they are empty.
  public let emptyTexts: Int
  /// How many texts were cut because they are longer than the model reads.
  public let cutTexts: Int
  let model: LanguageModel
  /// The losses of the unsteered model, once a measurement has been made.
  var unsteered: [[Float]] = []

  /// Texts to be scored in a model.
  ///
  /// For the method `pad`, `fillers` copies of `filler` are put in front of each text.
  public init(
    _ model: LanguageModel, _ texts: [Text], method: Method, filler: TokenID, fillers: Int
  ) {
    (self.model, self.method) = (model, method)
    let padding = Array(repeating: filler, count: method == .pad ? max(0, fillers) : 0)
    let longer = texts.filter { $0.tokens.count > 1 }.map { text in
      Text(
        label: text.label,
        tokens: Array(text.tokens.prefix(1) + padding + text.tokens.dropFirst()))
    }
    emptyTexts = texts.count - longer.count
    cutTexts = longer.count { $0.tokens.count > model.context }
    self.texts = longer.map { text in
      Text(label: text.label, tokens: Array(text.tokens.prefix(model.context)))
    }
  }
}
