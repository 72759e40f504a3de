import CKernels

/// One zeroed allocation, handed out as matrices and freed as one.
public final class Slab: @unchecked Sendable {
  private let memory: UnsafeMutableRawPointer
  private let floats: Int
  private let byteCount: Int
  private var used = 0

  /// Room for matrices of `floats` elements in all.
  ///
  /// What is never written takes no memory where the system gives it out page by page.
  public init(floats: Int) {
    self.floats = floats
    byteCount = floats * MemoryLayout<Float>.stride
    guard let memory = ck_allocate_pages(byteCount) else {
      fatalError("there is no memory for \(byteCount) bytes of activations")
    }
    self.memory = memory
  }

  deinit { ck_free_pages(memory, byteCount) }

  /// How many floats a matrix takes here, its gap up to the next cache line included.
  public static func footprint(rows: Int, columns: Int) -> Int {
    (rows * columns + 15) / 16 * 16
  }

  /// How many floats so many bytes take here.
  static func footprint(bytes: Int) -> Int {
    footprint(rows: 1, columns: (bytes + 3) / 4)
  }

  /// The next matrix of this shape; valid while the slab lives.
  ///
  /// Traps when the slab is used up.
  public func matrix(rows: Int, columns: Int) -> MutableMatrixView {
    let start = memory(bytes: rows * columns * MemoryLayout<Float>.stride)
    return MutableMatrixView(
      unsafe: start.assumingMemoryBound(to: Float.self), rows: rows, columns: columns)
  }

  /// The next so many bytes, on a cache line.
  func memory(bytes: Int) -> UnsafeMutableRawPointer {
    let start = used
    used += Slab.footprint(bytes: bytes)
    precondition(used <= floats, "the slab is used up")
    return memory + start * MemoryLayout<Float>.stride
  }
}
