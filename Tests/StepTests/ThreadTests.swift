import Foundation
import Generation
import LinearAlgebra
import Testing
import Transformer

extension Steps {
  @Suite struct `On any number of threads` {
    /// What `body` makes on one thread, and then on others again and again, as which thread takes which
    /// piece is chance.
    static func areSame<Result: Equatable>(_ body: () throws -> Result) rethrows -> Bool {
      let threads = Machine.threads
      defer { Machine.threads = threads }
      Machine.threads = 1
      let alone = try body()
      for count in [2, 5] {
        Machine.threads = count
        for _ in 0..<5 where try body() != alone { return false }
      }
      return Machine.threads == 5
    }

    static func matrix(_ rows: Int, _ columns: Int, salt: Float) -> Matrix {
      Matrix(
        rows: rows, columns: columns,
        elements: (0..<rows * columns).map { sin(Float($0) * salt) * 4 })
    }

    @Test(
      arguments: [
        SamplingOptions(topP: 0.3), SamplingOptions(topP: 1), SamplingOptions(topP: 1, topK: 5),
      ], WeightPrecision.allCases)
    func `a run is the same to the bit`(
      options: SamplingOptions, precision: WeightPrecision
    ) throws {
      var options = options
      options.maximumTokens = 20
      let areSame = try Self.areSame {
        var decoding = try Decoding(
          `A decoding step`.model(precision), prompts: [[1, 2, 3], [4, 5]], samples: 13,
          options: options, seed: 11, endOfText: 7, hooks: NoHook())
        while try decoding.next() {}
        let rows = decoding.rows.indices.map {
          "\(decoding.rows[$0].tokens) \(decoding.meanLoss($0).bitPattern)"
        }
        #expect(Set(rows).count > 13)
        return rows
      }
      #expect(areSame)
    }

    @Test(arguments: WeightPrecision.allCases)
    func `a product is the same to the bit`(precision: WeightPrecision) {
      let (weight, x) = (Self.matrix(1700, 300, salt: 0.37), Self.matrix(33, 1700, salt: 1.3))
      let areSame = weight.withView { weight in
        let map = Linear(weight: weight, bias: nil, orientation: .inputMajor, precision: precision)
        return Self.areSame {
          var y = Matrix(rows: 33, columns: 300)
          x.withView { x in y.withMutableView { map(x, into: $0) } }
          return y
        }
      }
      #expect(areSame)
    }

    @Test func `norms and nonlinearities are the same to the bit`() {
      let (x, gain) = (Self.matrix(33, 768, salt: 1.3), Self.matrix(1, 768, salt: 0.7))
      let areSame = Self.areSame {
        var y = Matrix(rows: 33, columns: 768)
        gain.withView { gain in
          x.withView { x in
            y.withMutableView { y in
              LayerNorm(gain: gain, shift: gain, epsilon: 1e-5)(x, into: y)
              Nonlinearity.geluTanh.apply(to: y)
            }
          }
        }
        // Nor is one left out everywhere.
        let isDone = (0..<33).allSatisfy { row in y[row: row].contains { $0 != 0 } }
        #expect(isDone)
        return y
      }
      #expect(areSame)
    }
  }
}
