import Foundation
import LinearAlgebra
import Testing

@Suite struct `Layer norms` {
  @Test(arguments: [1, 5, 16, 17, 48, 768])
  func `centre, scale by the population deviation, then gain and shift`(width: Int) {
    let x = Matrix(
      rows: 2, columns: width,
      elements: (0..<2 * width).map { Float(sin(Double($0) * 1.3)) * 4 + 10 })
    let gain = Matrix(rows: 1, columns: width, elements: (0..<width).map { 1 + Float($0 % 3) })
    let shift = Matrix(rows: 1, columns: width, elements: (0..<width).map { Float($0 % 5) - 2 })
    var y = Matrix(rows: 2, columns: width)
    gain.withView { gain in
      shift.withView { shift in
        x.withView { x in
          y.withMutableView { LayerNorm(gain: gain, shift: shift, epsilon: 1e-5)(x, into: $0) }
        }
      }
    }
    for row in 0..<2 {
      let values = x[row: row].map(Double.init)
      let mean = values.reduce(0, +) / Double(width)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(width)
      for column in 0..<width {
        let expected =
          (values[column] - mean) / (variance + 1e-5).squareRoot() * Double(gain[0, column])
          + Double(shift[0, column])
        #expect(abs(Double(y[row, column]) - expected) < 2e-4)
      }
    }
  }

  @Test func `have nothing to do where there are no rows`() {
    let gain = Matrix(rows: 1, columns: 3, elements: [1, 1, 1])
    let none = Matrix(rows: 0, columns: 3)
    var y = none
    gain.withView { gain in
      none.withView { none in
        y.withMutableView { y in
          LayerNorm(gain: gain, shift: gain, epsilon: 1e-5)(none, into: y)
          Nonlinearity.geluTanh.apply(to: y)
        }
      }
    }
    #expect(y.elements.isEmpty)
  }

  @Test func `centred rows have mean zero`() {
    var rows = Matrix(rows: 2, columns: 3, elements: [1, 2, 6, -1, 0, 4])
    rows.withMutableView { $0.centerRows() }
    #expect(rows.elements == [-2, -1, 3, -2, -1, 3])
  }
}

@Suite struct `Softmax` {
  @Test func `is the exponential over its sum, whatever the offset`() {
    var rows = Matrix(rows: 2, columns: 3, elements: [0, 1, 2, 1000, 1001, 1002])
    rows.withMutableView { $0.applySoftmax() }
    let sum = 1 + exp(1.0) + exp(2.0)
    for column in 0..<3 {
      let expected = exp(Double(column)) / sum
      #expect(abs(Double(rows[0, column]) - expected) < 1e-6)
      #expect(abs(Double(rows[1, column]) - expected) < 1e-6)
    }
  }

  @Test func `causal masking hides what comes after each row's own position`() {
    var scores = Matrix(rows: 2, columns: 4)
    scores.withMutableView { $0.maskFuture(from: 1) }
    #expect(scores.elements == [0, 0, -.infinity, -.infinity, 0, 0, 0, -.infinity])
  }

  @Test func `the log of the sum of exponentials does not overflow`() {
    let row = Matrix(rows: 1, columns: 2, elements: [500, 500])
    row.withView { #expect(abs($0.logSumExp(0) - 500.693_147) < 1e-4) }
  }
}
