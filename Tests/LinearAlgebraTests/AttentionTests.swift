import Foundation
import LinearAlgebra
import Testing

@Suite struct `Attention` {
  static let shape = HeadShape(heads: 6, keyHeads: 3, width: 20)
  static let count = 59

  static func numbers(_ columns: Int, salt: Float) -> Matrix {
    Matrix(
      rows: count, columns: columns, elements: (0..<count * columns).map { sin(Float($0) * salt) })
  }
  /// As a cache in that precision keeps them: of bf16 eight significant bits, by arithmetic here.
  static func kept(_ matrix: Matrix, _ precision: CachePrecision) -> Matrix {
    guard precision == .bf16 else { return matrix }
    return Matrix(
      rows: matrix.rows, columns: matrix.columns,
      elements: matrix.elements.map { number in
        let unit = Float(sign: .plus, exponent: max(number.exponent, -126) - 7, significand: 1)
        return (number / unit).rounded(.toNearestOrEven) * unit
      })
  }

  static let queries = numbers(120, salt: 0.37)
  static let keys = numbers(60, salt: 1.3)
  static let values = numbers(60, salt: 0.7)

  /// Softmax of the scores, times the values, in double precision.
  static func expected(
    _ row: Int, _ head: Int, _ column: Int, _ keys: Matrix, _ values: Matrix
  ) -> Double {
    let key = head / 2
    let scores = (0...row).map { position in
      (0..<20).reduce(0.0) { sum, d in
        sum + Double(queries[row, head * 20 + d]) * Double(keys[position, key * 20 + d])
      } * 0.25
    }
    let weights = scores.map { exp($0) }
    let sum = weights.reduce(0, +)
    return zip(weights, 0...row).reduce(0.0) { mixed, item in
      mixed + item.0 / sum * Double(values[item.1, key * 20 + column])
    }
  }

  /// Attention of rows `from` and after, so many at a time, over positions of which the first
  /// `shared` belong to another sequence.
  static func attend(
    from: Int, atOnce: Int, shared sharedCount: Int, _ precision: CachePrecision
  ) -> Matrix {
    let slab = Slab(
      floats: KeysAndValues.footprint(capacity: sharedCount, shape, precision)
        + KeysAndValues.footprint(capacity: count, shape, precision))
    let shared = KeysAndValues(capacity: sharedCount, shape, precision, from: slab)
    let own = KeysAndValues(capacity: count, shape, precision, from: slab)
    let tasks = AttentionTasks(capacity: 1)
    var (queries, keys, values) = (queries, keys, values)
    var mixed = Matrix(rows: count, columns: 120)
    queries.withMutableView { queries in
      keys.withMutableView { keys in
        values.withMutableView { values in
          mixed.withMutableView { mixed in
            func run(_ rows: Range<Int>, after sharedCount: Int, in own: KeysAndValues) {
              guard !rows.isEmpty else { return }
              tasks.append(
                QueryKeyValue(
                  queries: queries.rows(rows), keys: keys.rows(rows), values: values.rows(rows)),
                at: rows.lowerBound, shared: shared, sharedCount: sharedCount, own: own,
                scale: 0.25, shape, into: mixed.rows(rows))
              tasks.run(shape)
            }
            run(0..<sharedCount, after: 0, in: shared)
            run(sharedCount..<from, after: sharedCount, in: own)
            for start in stride(from: from, to: count, by: atOnce) {
              run(start..<min(count, start + atOnce), after: sharedCount, in: own)
            }
          }
        }
      }
    }
    return withExtendedLifetime(slab) { mixed.rows(from..<count) }
  }

  @Test(arguments: Machine.allCases.filter(\.isAvailable), CachePrecision.allCases)
  func `mixes the values a row may see, weighted by softmax`(
    machine: Machine, precision: CachePrecision
  ) {
    let found = machine.run { Self.attend(from: 0, atOnce: Self.count, shared: 0, precision) }
    let (keys, values) = (Self.kept(Self.keys, precision), Self.kept(Self.values, precision))
    for row in 0..<Self.count {
      for head in 0..<6 {
        for column in 0..<20 {
          let difference =
            Double(found[row, head * 20 + column])
            - Self.expected(row, head, column, keys, values)
          #expect(abs(difference) < 1e-6)
        }
      }
    }
  }

  @Test func `takes half the memory in bf16`() {
    let footprints = CachePrecision.allCases.map {
      KeysAndValues.footprint(capacity: 64, Self.shape, $0)
    }
    #expect(footprints[0] == 2 * footprints[1])
  }

  @Test(arguments: Machine.allCases.filter(\.isAvailable), [1, 3, 16])
  func `gives a row the same bits in any company and from any cache`(machine: Machine, atOnce: Int)
  {
    machine.run {
      for precision in CachePrecision.allCases {
        let whole = Self.attend(from: 0, atOnce: Self.count, shared: 0, precision)
        for shared in [0, 1, 5, 16, 19] {
          let forked = Self.attend(from: 19, atOnce: atOnce, shared: shared, precision)
          let isSame = forked == whole.rows(19..<Self.count)
          #expect(isSame, "\(shared) positions shared, \(precision)")
        }
      }
    }
  }
}
