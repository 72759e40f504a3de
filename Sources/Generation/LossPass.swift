import LinearAlgebra
import Transformer

/// The loss of given tokens: how little the model expected each, in nats.
public enum LossPass {
  /// Rows of logits held at a time: enough to keep the unembedding busy, little memory.
  static let rowsAtOnce = 32
  /// Tokens run at a time.
  private static let tokensAtOnce = 2048

  /// The losses of each sequence, without its first token.
  ///
  /// Element i is how little token i + 1 was expected after the tokens before it. Hooks see
  /// sequence s as sequence s.
  ///
  /// Throws for an empty sequence, or one longer than the model reads, and where a hook ends a pass.
  public static func losses(
    of sequences: [[TokenID]], _ model: HookedTransformer, hooks: inout some ForwardHook
  ) throws(GenerationError) -> [[Float]] {
    for sequence in sequences {
      guard !sequence.isEmpty else { throw .emptyPrompt }
      guard sequence.count <= model.sizes.context else {
        throw .tooLong(tokens: sequence.count, context: model.sizes.context)
      }
    }
    var losses: [[Float]] = []
    while losses.count < sequences.count {
      var (batch, first) = (TokenBatch(), losses.count)
      var index = first
      while index < sequences.count,
        index == first || batch.tokens.count + sequences[index].count <= tokensAtOnce
      {
        batch.append(sequences[index], to: index, at: 0)
        index += 1
      }
      var inference = Inference(
        model, capacities: sequences.indices.map { first..<index ~= $0 ? sequences[$0].count : 0 },
        rows: batch.tokens.count, logits: rowsAtOnce)
      guard inference.forward(batch, hooks: &hooks) else { throw .stopped }
      for segment in batch.segments {
        losses.append(LossPass.losses(of: sequences[segment.sequence], segment, inference))
      }
      first = index
    }
    return losses
  }

  /// The losses of the tokens of a segment that was just run, without its first.
  static func losses(
    of tokens: [TokenID], _ segment: TokenBatch.Segment, _ inference: borrowing Inference
  ) -> [Float] {
    var losses: [Float] = []
    losses.reserveCapacity(tokens.count)
    while losses.count < tokens.count - 1 {
      let count = min(rowsAtOnce, tokens.count - 1 - losses.count)
      let start = segment.rows.lowerBound + losses.count
      let logits = inference.logits(rows: Array(start..<start + count)).view
      for row in 0..<count {
        let next = Int(tokens[losses.count + 1])
        losses.append(logits.logSumExp(row) - logits[row, next])
      }
    }
    return losses
  }
}
