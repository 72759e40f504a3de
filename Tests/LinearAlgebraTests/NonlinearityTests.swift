import CKernels
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

@Suite struct `Exponentials` {
  @Test(arguments: Machine.allCases.filter(\.isAvailable))
  func `are within one unit in the last place wherever they are normal numbers`(machine: Machine) {
    // Numbers of every size, from where eˣ is 1 to where it is the largest or the smallest.
    let magnitudes = stride(from: UInt32(0x3000_0000), to: 0x42AE_0000, by: 4001)
      .map { Float(bitPattern: $0) }
    for sign in [1, -1] as [Float] {
      var numbers = magnitudes.map { sign * $0 }
      machine.run {
        numbers.withUnsafeMutableBufferPointer {
          ck_map(ck_exponential, $0.baseAddress, 1, $0.count, $0.count)
        }
      }
      for (x, found) in zip(magnitudes, numbers) {
        let exact = exp(Double(sign * x))
        #expect(abs(Double(found) - exact) <= Double(Float(exact).ulp), "e^\(sign * x)")
      }
    }
  }

  @Test(arguments: Machine.allCases.filter(\.isAvailable))
  func `of what has none are zero, infinite, or not a number`(machine: Machine) {
    var numbers = [-Float.infinity, -1000, 1000, .infinity, .nan]
    machine.run { ck_map(ck_exponential, &numbers, 1, 5, 5) }
    #expect(numbers[..<4] == [0, 0, .infinity, .infinity])
    #expect(numbers[4].isNaN)
  }
}
