/// Turns one word into tokens: its bytes' tokens, the preferred pair merged again and again.
///
/// Of several pairs of equal rank the leftmost goes first. A heap of candidates over a linked list
/// keeps a word of n bytes at O(n log n); the arrays are kept from word to word.
struct WordMerger {
  private let symbols: [TokenID]
  private let merges: MergeTable
  private var ids: [TokenID] = []
  private var next: [Int] = []
  private var previous: [Int] = []
  // The rank of the pair that starts at each place; a candidate of another rank is out of date.
  private var ranks: [UInt32] = []
  private var candidates = CandidateHeap()

  /// A merger for the 256 bytes' tokens and the merges.
  init(symbols: [TokenID], merges: MergeTable) {
    self.symbols = symbols
    self.merges = merges
  }

  /// Appends the tokens of `word`, which must not be empty.
  mutating func append(_ word: ArraySlice<UInt8>, to tokens: inout [TokenID]) {
    let count = word.count
    ids.removeAll(keepingCapacity: true)
    for byte in word { ids.append(symbols[Int(byte)]) }
    guard count > 1 else {
      tokens += ids
      return
    }
    next.removeAll(keepingCapacity: true)
    previous.removeAll(keepingCapacity: true)
    ranks.removeAll(keepingCapacity: true)
    for place in 0..<count {
      next.append(place + 1)
      previous.append(place - 1)
      ranks.append(.max)
    }
    for place in 0..<count - 1 { propose(place) }
    while let (rank, place) = candidates.popFirst() {
      guard ranks[place] == rank, let merge = merges.merge(ids[place], ids[next[place]]) else {
        continue
      }
      let absorbed = next[place]
      ids[place] = merge.id
      next[place] = next[absorbed]
      ranks[absorbed] = .max
      if next[place] < count { previous[next[place]] = place }
      propose(place)
      if previous[place] >= 0 { propose(previous[place]) }
    }
    var place = 0
    while place < count {
      tokens.append(ids[place])
      place = next[place]
    }
  }

  private mutating func propose(_ place: Int) {
    ranks[place] = .max
    guard next[place] < ids.count, let merge = merges.merge(ids[place], ids[next[place]]) else {
      return
    }
    ranks[place] = merge.rank
    candidates.push(merge.rank, place)
  }
}
