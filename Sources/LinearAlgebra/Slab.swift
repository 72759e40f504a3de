/// One zeroed allocation, handed out as matrices and freed as one.
public final class Slab: @unchecked Sendable {
  private let memory: UnsafeMutableRawPointer
  private let floats: Int
  private var used = 0

  /// Matrices start on a cache line, so that vector loads do not straddle two.
  private static let alignment = 64

  /// Room for matrices of `floats` elements in all.
  public init(floats: Int) {
    let bytes = max(1, floats) * MemoryLayout<Float>.stride
    self.floats = floats
    memory = .allocate(byteCount: bytes, alignment: Slab.alignment)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
  }

  deinit { memory.deallocate() }

  /// How many floats a matrix takes here, its gap up to the next cache line included.
  public static func footprint(rows: Int, columns: Int) -> Int {
    (rows * columns + 15) / 16 * 16
  }

  /// The next matrix of this shape; valid while the slab lives.
  ///
  /// Traps when the slab is used up.
  public func matrix(rows: Int, columns: Int) -> MutableMatrixView {
    let start = used
    used += Slab.footprint(rows: rows, columns: columns)
    precondition(used <= floats, "the slab is used up")
    return MutableMatrixView(
      unsafe: memory.assumingMemoryBound(to: Float.self) + start, rows: rows, columns: columns)
  }
}
