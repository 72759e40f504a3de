import Foundation
import LinearAlgebra
import Testing

@Suite struct `Packed products` {
  static let shapes = [(1, 1), (3, 5), (16, 16), (7, 100), (48, 130), (129, 33), (64, 257)]
  static let rowCounts = [1, 2, 3, 4, 5, 6, 7, 11, 14, 15, 16, 29, 30, 31, 60, 67, 241, 300]

  /// Numbers that are sums of a few powers of two, neither small nor whole.
  static func matrix(_ rows: Int, _ columns: Int, salt: Int) -> Matrix {
    Matrix(
      rows: rows, columns: columns,
      elements: (0..<rows * columns).map { sin(Float($0 &* 37 &+ salt)) })
  }

  static func product(
    _ x: Matrix, _ weight: Matrix, _ bias: Matrix?, _ orientation: Linear.Orientation = .inputMajor,
    _ precision: WeightPrecision = .fp32
  ) -> Matrix {
    let outputs = orientation == .inputMajor ? weight.columns : weight.rows
    var y = Matrix(rows: x.rows, columns: outputs)
    weight.withView { weight in
      x.withView { x in
        y.withMutableView { y in
          if let bias {
            bias.withView {
              Linear(weight: weight, bias: $0, orientation: orientation, precision: precision)(
                x, into: y)
            }
          } else {
            Linear(weight: weight, bias: nil, orientation: orientation, precision: precision)(
              x, into: y)
          }
        }
      }
    }
    return y
  }

  @Test(arguments: Machine.allCases.filter(\.isAvailable), WeightPrecision.allCases)
  func `are near the portable ones, whatever the shape`(
    machine: Machine, precision: WeightPrecision
  ) {
    for (inputs, outputs) in Self.shapes {
      let weight = Self.matrix(inputs, outputs, salt: 5)
      let bias = Self.matrix(1, outputs, salt: 9)
      for rows in Self.rowCounts where rows < 31 || outputs < 101 {
        let x = Self.matrix(rows, inputs, salt: 3)
        let expected = Machine.portable.run {
          Self.product(x, weight, bias, .inputMajor, precision)
        }
        let found = machine.run(usesNarrowProducts: false) {
          Self.product(x, weight, bias, .inputMajor, precision)
        }
        let difference = zip(found.elements, expected.elements).map { abs($0 - $1) }.max() ?? 1
        #expect(difference < 1e-5, "\(rows) rows, \(inputs) → \(outputs)")
      }
    }
  }

  @Test(arguments: Machine.allCases.filter(\.isAvailable), WeightPrecision.allCases)
  func `give a row the same bits however many rows there are`(
    machine: Machine, precision: WeightPrecision
  ) {
    // So many inputs as are multiplied at once, and several times as many.
    for (inputs, outputs) in [(93, 131), (3301, 37)] {
      let weight = Self.matrix(inputs, outputs, salt: 5)
      let bias = Self.matrix(1, outputs, salt: 9)
      let x = Self.matrix(inputs < 100 ? 300 : 67, inputs, salt: 3)
      for isNarrow in [true, false] {
        machine.run(usesNarrowProducts: isNarrow) {
          let all = Self.product(x, weight, bias, .inputMajor, precision)
          // OpenBLAS, which multiplies many rows where there are no fast kernels, promises nothing.
          for rows in Self.rowCounts
          where rows <= x.rows && (machine != .portable || precision != .fp32) {
            let some = Self.product(x.rows(0..<rows), weight, bias, .inputMajor, precision)
            let isSame = some == all.rows(0..<rows)
            #expect(isSame, "\(rows) rows of \(inputs)")
            let last = Self.product(x.rows(rows - 1..<rows), weight, bias, .inputMajor, precision)
            let isSameAlone = last == all.rows(rows - 1..<rows)
            #expect(isSameAlone, "row \(rows) of \(inputs) alone")
          }
        }
      }
    }
  }

  @Test func `read bf16 weights as the upper halves of single floats, rounded to nearest`() {
    // 1 + 2⁻⁸ and 1 + 3·2⁻⁸ lie halfway between two bf16 numbers and go to the even one.
    let numbers: [Float] = [1.003_906_25, 1.011_718_75, -2.5, 1.004_150_390_625]
    let rounded: [Float] = [1, 1.015_625, -2.5, 1.007_812_5]
    let weight = Matrix(rows: 1, columns: 4, elements: numbers)
    let one = Matrix(rows: 1, columns: 1, elements: [1])
    #expect(Self.product(one, weight, nil, .inputMajor, .bf16).elements == rounded)
  }

  @Test(.enabled(if: Machine.usesNarrowProducts(.bf16)), arguments: shapes)
  func `with the processor's bf16 instruction differ by the rounding of the inputs`(
    shape: (Int, Int)
  ) {
    let (inputs, outputs) = shape
    let weight = Self.matrix(inputs, outputs, salt: 5)
    for rows in Self.rowCounts where rows < 61 {
      // Inputs that bf16 holds exactly: only the order of summation is left.
      let x = Matrix(
        rows: rows, columns: inputs,
        elements: (0..<rows * inputs).map { Float(($0 &* 7) % 33 - 16) / 8 })
      let found = Self.product(x, weight, nil, .inputMajor, .bf16)
      let expected = Machine.portable.run { Self.product(x, weight, nil, .inputMajor, .bf16) }
      let difference = zip(found.elements, expected.elements).map { abs($0 - $1) }.max() ?? 1
      #expect(difference < 3e-5, "\(rows) rows")
    }
  }

  @Test func `read int8 weights as whole steps of a 127th of the output's largest`() {
    // The columns' largest are 127 and 254: steps of 1 and 2.
    let weight = Matrix(rows: 3, columns: 2, elements: [127, -254, 1.4, 5.2, -0.6, 0.9])
    for (input, expected) in [(0, [127, -254]), (1, [1, 6]), (2, [-1, 0])] as [(Int, [Float])] {
      var x = Matrix(rows: 1, columns: 3)
      x[0, input] = 1
      #expect(Self.product(x, weight, nil, .inputMajor, .int8).elements == expected)
    }
  }

  @Test(.enabled(if: Machine.usesNarrowProducts(.int8)), arguments: shapes)
  func `with the processor's int8 instruction differ by the rounding of the inputs`(
    shape: (Int, Int)
  ) {
    let (inputs, outputs) = shape
    let weight = Self.matrix(inputs, outputs, salt: 5)
    for rows in Self.rowCounts where rows < 61 {
      // Whole numbers, the largest of each 64 being 127, are not rounded.
      let x = Matrix(
        rows: rows, columns: inputs,
        elements: (0..<rows * inputs).map { (index: Int) -> Float in
          index % inputs % 64 == 0 ? 127 : Float((index &* 7) % 201 - 100)
        })
      let found = Self.product(x, weight, nil, .inputMajor, .int8)
      let expected = Machine.portable.run { Self.product(x, weight, nil, .inputMajor, .int8) }
      let difference = zip(found.elements, expected.elements).map { abs($0 - $1) }.max() ?? 1
      #expect(difference < 4e-3, "\(rows) rows")
      // Any number, rounded to the nearest of 255 steps: half a step each at most.
      let any = Self.matrix(rows, inputs, salt: 3)
      let near = Self.product(any, weight, nil, .inputMajor, .int8)
      let exact = Machine.portable.run { Self.product(any, weight, nil, .inputMajor, .int8) }
      let error = zip(near.elements, exact.elements).map { abs($0 - $1) }.max() ?? 1
      #expect(error <= Float(inputs) * 0.5 / 127, "\(rows) rows")
    }
  }

  @Test(arguments: WeightPrecision.allCases, [Float.nan, .infinity])
  func `do not hide an input that is no number`(precision: WeightPrecision, bad: Float) {
    let weight = Self.matrix(70, 20, salt: 5)
    var x = Self.matrix(2, 70, salt: 3)
    x[1, 67] = bad
    let y = Self.product(x, weight, nil, .inputMajor, precision)
    #expect(y[row: 0].count { $0.isFinite } == 20)
    #expect(y[row: 1].count { $0.isFinite } == 0)
  }

  @Test func `agree with OpenBLAS`() {
    let (weight, bias) = (Self.matrix(48, 70, salt: 5), Self.matrix(1, 70, salt: 9))
    for rows in [1, 3, 4, 33] {
      let x = Self.matrix(rows, 48, salt: 3)
      let ours = Self.product(x, weight, bias)
      let theirs = Backend.$override.withValue(.openblas) { Self.product(x, weight, bias) }
      for (one, other) in zip(ours.elements, theirs.elements) { #expect(abs(one - other) < 1e-5) }
    }
  }

  @Test func `notice weights that are not numbers`() {
    for bad in [Float.nan, -.infinity] {
      let weight = Matrix(rows: 2, columns: 17, elements: (0..<34).map { $0 == 33 ? bad : 1 })
      weight.withView {
        for orientation in [Linear.Orientation.inputMajor, .outputMajor] {
          let map = Linear(weight: $0, bias: nil, orientation: orientation)
          #expect(!map.largestMagnitude.isFinite)
        }
      }
    }
  }

  @Test(arguments: WeightPrecision.allCases)
  func `hand back the weights of an output`(precision: WeightPrecision) {
    // Eighths below sixteen, the largest of each output 127 of them, are exact in any precision.
    let weight = Matrix(
      rows: 21, columns: 13,
      elements: (0..<21 * 13).map { (index: Int) -> Float in
        index % 13 == 0 ? 15.875 : Float(index % 127 - 60) / 8
      })
    weight.withView { view in
      let map = Linear(weight: view, bias: nil, orientation: .outputMajor, precision: precision)
      var rows = Matrix(rows: 21, columns: 13)
      rows.withMutableView { target in
        for output in 0..<21 { Embedding(outputsOf: map).copy(output, to: output, of: target) }
      }
      let isSame = rows == weight
      #expect(isSame)
    }
  }
}
