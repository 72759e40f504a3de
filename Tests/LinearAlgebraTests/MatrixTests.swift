import LinearAlgebra
import Testing

@Suite struct `Matrices` {
  @Test func `add by position, the shorter counting as zero`() {
    let long = Matrix(rows: 2, columns: 2, elements: [1, 2, 3, 4])
    let short = Matrix(rows: 1, columns: 2, elements: [10, 20])
    #expect((long + short).elements == [11, 22, 3, 4])
    #expect((short + long).elements == [11, 22, 3, 4])
  }

  @Test func `know the norms of their rows`() {
    #expect(Matrix(rows: 2, columns: 2, elements: [3, 4, 0, -2]).rowNorms == [5, 2])
  }

  @Test func `lend rows and columns without copying`() {
    var matrix = Matrix(rows: 3, columns: 3)
    matrix.withMutableView { view in
      view.rows(1..<3).columns(1..<2).fill(7)
      view.add(view.rows(1..<2), row: 0, to: 0)
    }
    #expect(matrix.elements == [0, 7, 0, 0, 7, 0, 0, 7, 0])
  }

  @Test func `report a value that is not a number as their largest magnitude`() {
    Matrix(rows: 1, columns: 3, elements: [1, .nan, -5]).withView {
      #expect(!$0.largestMagnitude.isFinite)
    }
    Matrix(rows: 1, columns: 3, elements: [1, 2, -5]).withView {
      #expect($0.largestMagnitude == 5)
    }
  }

  @Test func `a slab hands out matrices that do not overlap, on cache lines`() {
    let slab = Slab(
      floats: Slab.footprint(rows: 3, columns: 5) + Slab.footprint(rows: 2, columns: 2))
    let (first, second) = (slab.matrix(rows: 3, columns: 5), slab.matrix(rows: 2, columns: 2))
    first.fill(1)
    second.fill(2)
    #expect(Matrix(first).elements.allSatisfy { $0 == 1 })
    #expect(Matrix(second).elements.allSatisfy { $0 == 2 })
  }
}
