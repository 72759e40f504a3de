/// Which pairs of neighbouring tokens merge, in what order of preference, and into what.
struct MergeTable: Sendable {
  /// One merge: lower ranks go first.
  struct Merge {
    let rank: UInt32
    let id: TokenID
  }

  private static let free = UInt64.max
  private var keys: [UInt64]
  private var merges: [Merge]

  /// A table with room for `count` merges.
  init(count: Int) {
    var size = 16
    while size < 2 * count { size *= 2 }
    keys = Array(repeating: Self.free, count: size)
    merges = Array(repeating: Merge(rank: 0, id: 0), count: size)
  }

  /// Adds a merge; of a pair given twice the later one holds.
  mutating func insert(_ left: TokenID, _ right: TokenID, _ merge: Merge) {
    let slot = slot(left, right)
    keys[slot] = Self.key(left, right)
    merges[slot] = merge
  }

  /// The merge of a pair; `nil` when the two stay apart.
  func merge(_ left: TokenID, _ right: TokenID) -> Merge? {
    let slot = slot(left, right)
    return keys[slot] == Self.free ? nil : merges[slot]
  }

  // Ids are never negative, so no pair has the key that marks a free slot.
  private static func key(_ left: TokenID, _ right: TokenID) -> UInt64 {
    UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
  }

  private func slot(_ left: TokenID, _ right: TokenID) -> Int {
    let key = Self.key(left, right)
    var hash = key &* 0x9E37_79B9_7F4A_7C15
    hash ^= hash >> 32
    var slot = Int(truncatingIfNeeded: hash) & (keys.count - 1)
    while keys[slot] != key, keys[slot] != Self.free { slot = (slot + 1) & (keys.count - 1) }
    return slot
  }
}
