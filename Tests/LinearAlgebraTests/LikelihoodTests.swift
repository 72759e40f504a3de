import Foundation
import LinearAlgebra
import Testing

@Suite struct `Likelihoods` {
  @Test(arguments: Machine.allCases.filter(\.isAvailable), [1, 15, 16, 64, 1_003])
  func `find what reaches a value and what that comes to`(machine: Machine, count: Int) {
    let logits = (0..<count).map { Float(sin(Double($0) * 7.3)) * 5 }
    machine.run {
      for divisor: Float in [1, 0.7] {
        var row = LinearAlgebra.Likelihoods()
        row.read(logits.span, dividedBy: divisor)
        #expect(row.logits == logits.map { $0 / divisor })
        #expect(row.top == row.logits.max())
        let exact = row.logits.map { exp(Double($0) - Double(row.top)) }
        for (value, expected) in zip(row.values, exact) {
          #expect(abs(Double(value) - expected) < 1e-6)
        }
        #expect(abs(row.sum - exact.reduce(0, +)) < 1e-4 * Double(count))
        for threshold: Float in [0, 0.01, 0.5, 1] {
          row.find(atLeast: threshold)
          let expected = row.values.indices.filter { row.values[$0] >= threshold }
          #expect(row.foundIndices.map { Int($0) } == expected)
          #expect(Array(row.foundValues) == expected.map { row.values[$0] })
          let thresholds: [Float] = [0.9, 0.7, 0.5, 0.3, 0.1, 0.05, 0.01, 0]
          var sums = [Double](repeating: 0, count: 8)
          row.sumFound(atLeast: thresholds, into: &sums)
          for (least, sum) in zip(thresholds, sums) {
            let mass = row.foundValues.filter { $0 >= least }.reduce(0.0) { $0 + Double($1) }
            #expect(abs(sum - mass) < 1e-5 * (mass + 1))
          }
        }
      }
    }
  }

  @Test(arguments: Machine.allCases.filter(\.isAvailable))
  func `know their largest after some were lowered`(machine: Machine) {
    machine.run {
      var row = LinearAlgebra.Likelihoods()
      row.read([1, 4, 2, 4, 3].span)
      #expect(row.largestValue == 1)
      row.lower(1, by: 2)
      #expect(row.largestValue == 1)
      row.lower(3, by: 3)
      #expect(row.largestValue == row.values[4])
      row.exponentiate()
      #expect(row.top == 3 && row.largestValue == 1)
    }
  }

  @Test(arguments: Machine.allCases.filter(\.isAvailable))
  func `meet the same random words on every processor`(machine: Machine) {
    let start = (0..<624).map { UInt32(truncatingIfNeeded: $0 &* 2_654_435_761 &+ 5) }
    var expected = start
    for index in 624..<1_999 {
      let mixed = expected[index - 624] & 0x8000_0000 | expected[index - 623] & 0x7FFF_FFFF
      let twist: UInt32 = mixed & 1 == 1 ? 0x9908_B0DF : 0
      expected.append(expected[index - 227] ^ mixed >> 1 ^ twist)
    }
    machine.run {
      for count in [624, 625, 640, 1_998, 1_999] {
        var words = start + [UInt32](repeating: 7, count: count - 624)
        Twister.fill(&words, upTo: count)
        #expect(words == Array(expected[..<count]))
      }
    }
  }
}
