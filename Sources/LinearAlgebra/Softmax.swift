import Glibc

extension MutableMatrixView {
  /// Turns each row into probabilities, in place.
  public func applySoftmax() {
    for row in 0..<rows {
      let target = pointer(row: row)
      let top = view.largest(row)
      var sum: Float = 0
      for column in 0..<columns {
        target[column] = expf(target[column] - top)
        sum += target[column]
      }
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
  /// The largest element of a row.
  public func largest(_ row: Int) -> Float {
    let source = pointer(row: row)
    var top = -Float.infinity
    for column in 0..<columns where source[column] > top { top = source[column] }
    return top
  }

  /// `log Σ eˣ` of a row, with the sum in double precision.
  public func logSumExp(_ row: Int) -> Float {
    let source = pointer(row: row)
    let top = largest(row)
    var sum = 0.0
    for column in 0..<columns { sum += Double(expf(source[column] - top)) }
    return top + Float(log(sum))
  }
}
