/// Pairs that may merge, the lowest rank first, of equal ranks the leftmost.
struct CandidateHeap {
  // Rank above place in one number: one comparison orders both.
  private var heap: [UInt64] = []

  /// Adds a candidate.
  mutating func push(_ rank: UInt32, _ place: Int) {
    var child = heap.count
    let new = UInt64(rank) << 32 | UInt64(UInt32(truncatingIfNeeded: place))
    heap.append(new)
    while child > 0, case let parent = (child - 1) / 2, heap[parent] > new {
      heap[child] = heap[parent]
      child = parent
    }
    heap[child] = new
  }

  /// Removes the first candidate; `nil` when there is none.
  mutating func popFirst() -> (rank: UInt32, place: Int)? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    if !heap.isEmpty {
      var parent = 0
      while case var child = 2 * parent + 1, child < heap.count {
        if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
        guard heap[child] < last else { break }
        heap[parent] = heap[child]
        parent = child
      }
      heap[parent] = last
    }
    return (UInt32(first >> 32), Int(first & 0xFFFF_FFFF))
  }
}
