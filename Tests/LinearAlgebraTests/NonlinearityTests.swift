import Foundation
import LinearAlgebra
import Testing

@Suite struct `Nonlinearities` {
  static let inputs: [Float] = [-30, -8, -3, -1, -0.1, 0, 1e-6, 0.1, 1, 3, 8, 30]

  static func exact(_ function: Nonlinearity, _ x: Double) -> Double {
    switch function {
    case .geluTanh: 0.5 * x * (1 + tanh((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
    case .geluErf: 0.5 * x * (1 + erf(x / 2.0.squareRoot()))
    case .relu: max(x, 0)
    case .silu: x / (1 + exp(-x))
    }
  }

  @Test(arguments: Nonlinearity.allCases)
  func `follow their formulas`(function: Nonlinearity) {
    var row = Matrix(rows: 1, columns: Self.inputs.count, elements: Self.inputs)
    row.withMutableView { function.apply(to: $0) }
    for (x, y) in zip(Self.inputs, row.elements) {
      #expect(abs(Double(y) - Self.exact(function, Double(x))) < 2e-6 * max(1, abs(Double(x))))
    }
  }
}
