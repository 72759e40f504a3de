import LinearAlgebra

extension HookedTransformer {
  /// The logits that rows of the residual stream, taken from anywhere in the network, would give at
  /// its end: final norm and unembedding, [rows, vocabulary].
  ///
  /// It does not matter whether the rows are free of their mean, as the recorder keeps them.
  public func logits(reading residual: Matrix) -> Matrix {
    precondition(residual.columns == sizes.width)
    var normed = Matrix(rows: residual.rows, columns: sizes.width)
    var logits = Matrix(rows: residual.rows, columns: sizes.vocabulary)
    normed.withMutableView { normed in
      residual.withView { finalNorm($0, into: normed) }
      logits.withMutableView { unembedding(normed, into: $0) }
    }
    return logits
  }

  /// The attention pattern of a head of block `layer`: how much each position looks at each, the
  /// rows queries and the columns keys, each row adding up to 1.
  ///
  /// `queries` and `keys` are what passed `attn.hook_q` and `attn.hook_k` of that block, a row a
  /// position from 0; keys that are kept in bf16 are rounded after it.
  public func attentionPattern(queries: Matrix, keys: Matrix, layer: Int, head: Int) -> Matrix {
    let columns = head * sizes.headWidth..<(head + 1) * sizes.headWidth
    var pattern = Matrix(rows: queries.rows, columns: keys.rows)
    pattern.withMutableView { pattern in
      queries.withView { queries in
        keys.withView { keys in
          pattern.multiply(
            queries.columns(columns), transposed: keys.columns(columns),
            scale: blocks[layer].scoreScale)
        }
      }
      pattern.maskFuture(from: 0)
      pattern.applySoftmax()
    }
    return pattern
  }
}
