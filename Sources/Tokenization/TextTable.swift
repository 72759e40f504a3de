/// Finds the id of a token's text; needed only while a tokenizer is built.
///
/// Keyed by bytes: strings compare by canonical equivalence. Open addressing, because a
/// dictionary of 50,000 byte arrays costs several times the whole loading.
struct TextTable {
  private var text: [UInt8] = []
  private var ends: [Int] = [0]
  private var ids: [TokenID] = []
  private var slots: [Int32]

  /// A table with room for `count` texts.
  init(count: Int) {
    var size = 16
    while size < 2 * count { size *= 2 }
    slots = Array(repeating: -1, count: size)
    ids.reserveCapacity(count)
    ends.reserveCapacity(count + 1)
    text.reserveCapacity(8 * count)
  }

  /// Adds a text; false when it is there already.
  mutating func insert(_ new: ArraySlice<UInt8>, _ id: TokenID) -> Bool {
    let slot = slot(of: new, [])
    guard slots[slot] < 0 else { return false }
    slots[slot] = Int32(ids.count)
    ids.append(id)
    text += new
    ends.append(text.count)
    return true
  }

  /// The id of the text made by joining two.
  func id(of first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8> = []) -> TokenID? {
    let entry = slots[slot(of: first, second)]
    return entry < 0 ? nil : ids[Int(entry)]
  }

  // The slot that holds the text, or the free one where it belongs.
  private func slot(of first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in first { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    for byte in second { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (slots.count - 1)
    while slots[slot] >= 0, !isEqual(Int(slots[slot]), first, second) {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private func isEqual(
    _ entry: Int, _ first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>
  ) -> Bool {
    let known = text[ends[entry]..<ends[entry + 1]]
    return known.count == first.count + second.count
      && known.prefix(first.count) == first && known.dropFirst(first.count) == second
  }
}
