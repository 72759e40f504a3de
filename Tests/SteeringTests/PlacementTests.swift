import Steering
import Testing

@Suite struct `Placements` {
  @Test(arguments: [(10, 4, 3..<7), (9, 4, 2..<6), (10, 3, 4..<7), (9, 3, 3..<6), (7, 7, 0..<7)])
  func `in the middle divide both lengths rounding down`(
    length: Int, rows: Int, expected: Range<Int>
  ) {
    #expect(Placement.mid.positions(rows: rows, in: length) == expected)
  }

  @Test func `at the front and the back touch the ends`() {
    #expect(Placement.front.positions(rows: 3, in: 5) == 0..<3)
    #expect(Placement.back.positions(rows: 3, in: 5) == 2..<5)
  }

  @Test func `at an offset must end inside the sequence`() {
    #expect(Placement.offset(2).positions(rows: 3, in: 5) == 2..<5)
    #expect(Placement.offset(3).positions(rows: 3, in: 5) == nil)
    #expect(Placement.offset(-1).positions(rows: 3, in: 5) == nil)
    #expect(Placement.offset(.max).positions(rows: 3, in: 5) == nil)
  }

  @Test(arguments: [Placement.front, .mid, .back, .offset(0)])
  func `never cut what does not fit`(placement: Placement) {
    #expect(placement.positions(rows: 6, in: 5) == nil)
  }
}
