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

  @Test(arguments: Nonlinearity.allCases, Machine.allCases.filter(\.isAvailable))
  func `follow their formulas`(function: Nonlinearity, machine: Machine) {
    let inputs = Self.inputs + (-3000...3000).map { Float($0) / 250 }
    var row = Matrix(rows: 1, columns: inputs.count, elements: inputs)
    machine.run { row.withMutableView { function.apply(to: $0) } }
    for (x, y) in zip(inputs, row.elements) {
      let error = abs(Double(y) - Self.exact(function, Double(x)))
      #expect(error <= 2 * Double(x.ulp), "at \(x)")
    }
  }

  @Test func `keep what is not a number`() {
    for function in Nonlinearity.allCases {
      var row = Matrix(rows: 1, columns: 17, elements: [Float](repeating: .nan, count: 17))
      row.withMutableView { function.apply(to: $0) }
      let areNumbers = row.elements.filter { !$0.isNaN }.count
      #expect(areNumbers == 0, "\(function)")
    }
  }
}
