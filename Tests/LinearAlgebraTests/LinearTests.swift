import LinearAlgebra
import Testing

@Suite struct `Linear maps` {
  /// Small whole numbers, so that every order of summation gives the same sums.
  static func matrix(_ rows: Int, _ columns: Int, salt: Int) -> Matrix {
    Matrix(
      rows: rows, columns: columns,
      elements: (0..<rows * columns).map { Float(($0 &* 7 &+ salt) % 11 - 5) })
  }

  @Test(arguments: [1, 2, 3, 4, 5, 8, 17, 30, 33], [(1, 1), (3, 5), (16, 16), (48, 130)])
  func `give what the definition gives, in both orientations`(rows: Int, shape: (Int, Int)) {
    let (inputs, outputs) = shape
    let x = Self.matrix(rows, inputs, salt: 3)
    let weight = Self.matrix(inputs, outputs, salt: 5)
    let turned = Matrix(
      rows: outputs, columns: inputs,
      elements: (0..<outputs).flatMap { o in (0..<inputs).map { i in weight[i, o] } })
    let bias = Self.matrix(1, outputs, salt: 1)
    var expected = Matrix(rows: rows, columns: outputs)
    for row in 0..<rows {
      for output in 0..<outputs {
        expected[row, output] = (0..<inputs).reduce(bias[0, output]) { sum, input in
          sum + x[row, input] * weight[input, output]
        }
      }
    }
    for (stored, orientation) in [
      (weight, Linear.Orientation.inputMajor), (turned, .outputMajor),
    ] {
      var y = Matrix(rows: rows, columns: outputs)
      stored.withView { stored in
        bias.withView { bias in
          x.withView { x in
            y.withMutableView { y in
              Linear(weight: stored, bias: bias, orientation: orientation)(x, into: y)
            }
          }
        }
      }
      #expect(y == expected)
    }
  }
}
