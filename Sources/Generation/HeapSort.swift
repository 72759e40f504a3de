extension Array {
  /// Sorts in place and without memory of its own, which `sort` takes for more than a few elements;
  /// equal elements may change places.
  mutating func heapSort(by areInOrder: (Element, Element) -> Bool) {
    for start in stride(from: count / 2 - 1, through: 0, by: -1) {
      siftDown(start, of: count, areInOrder)
    }
    for end in stride(from: count - 1, to: 0, by: -1) {
      swapAt(0, end)
      siftDown(0, of: end, areInOrder)
    }
  }

  /// Lets an element sink among the first `end` until none below it comes after it.
  private mutating func siftDown(
    _ start: Int, of end: Int, _ areInOrder: (Element, Element) -> Bool
  ) {
    var parent = start
    while 2 * parent + 1 < end {
      var child = 2 * parent + 1
      if child + 1 < end, areInOrder(self[child], self[child + 1]) { child += 1 }
      guard areInOrder(self[parent], self[child]) else { return }
      swapAt(parent, child)
      parent = child
    }
  }
}
