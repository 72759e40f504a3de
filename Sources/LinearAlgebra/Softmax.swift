import CKernels
import Glibc

extension MutableMatrixView {
  /// Turns each row into probabilities, in place.
  public func applySoftmax() {
    for row in 0..<rows {
      let target = pointer(row: row)
      let sum = Float(ck_exponentials(target, columns, view.largest(row), target))
      for column in 0..<columns { target[column] /= sum }
    }
  }

  /// Turns each row of logits into natural-log probabilities, in place.
  public func applyLogSoftmax() {
    for row in 0..<rows {
      let target = pointer(row: row)
      let normalizer = view.logSumExp(row)
      for column in 0..<columns { target[column] -= normalizer }
    }
  }

  /// Hides from each row r the columns after `position + r`: causal attention scores.
  public func maskFuture(from position: Int) {
    for row in 0..<rows {
      let target = pointer(row: row)
      for column in min(columns, position + row + 1)..<columns { target[column] = -.infinity }
    }
  }
}

extension MatrixView {
  /// The largest element of a row; one that is not a number is passed over.
  public func largest(_ row: Int) -> Float { ck_largest(pointer(row: row), columns) }

  /// `log Σ eˣ` of a row, with the sum in double precision.
  public func logSumExp(_ row: Int) -> Float {
    let top = largest(row)
    return top + Float(log(ck_exponentials(pointer(row: row), columns, top, nil)))
  }
}
