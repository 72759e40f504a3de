import CKernels

/// Keys and values of consecutive positions of one sequence in one layer, in one precision.
///
/// Those of a head lie together, keys in panels of sixteen positions, so that sixteen scores are
/// computed side by side.
@safe public struct KeysAndValues: @unchecked Sendable {
  fileprivate let positions: ck_positions
  private let shape: HeadShape
  fileprivate let precision: CachePrecision

  /// Takes room for `capacity` positions from a slab, which must outlive it.
  public init(capacity: Int, _ shape: HeadShape, _ precision: CachePrecision, from slab: Slab) {
    let bytes = Self.bytes(capacity: capacity, shape, precision)
    positions = ck_positions(
      keys: slab.memory(bytes: bytes.keys), values: slab.memory(bytes: bytes.values),
      precision: precision.kernel, capacity: capacity, count: 0)
    (self.shape, self.precision) = (shape, precision)
  }

  /// How many floats of a slab so many positions take.
  public static func footprint(
    capacity: Int, _ shape: HeadShape, _ precision: CachePrecision
  ) -> Int {
    let bytes = bytes(capacity: capacity, shape, precision)
    return Slab.footprint(bytes: bytes.keys) + Slab.footprint(bytes: bytes.values)
  }

  /// Takes over the keys and values of another stretch, which must have room for as many positions
  /// and heads of the same shape, in the same precision.
  public func copy(_ other: KeysAndValues) {
    precondition(other.shape == shape && other.positions.capacity == positions.capacity)
    precondition(other.precision == precision)
    let (keys, values) = Self.bytes(capacity: positions.capacity, shape, precision)
    positions.keys.copyMemory(from: other.positions.keys, byteCount: keys)
    positions.values.copyMemory(from: other.positions.values, byteCount: values)
  }

  private static func bytes(
    capacity: Int, _ shape: HeadShape, _ precision: CachePrecision
  ) -> (keys: Int, values: Int) {
    (
      ck_key_bytes(precision.kernel, shape.keyHeads, shape.width, capacity),
      ck_value_bytes(precision.kernel, shape.keyHeads, shape.width, capacity)
    )
  }

  fileprivate func first(_ count: Int) -> ck_positions {
    precondition(count <= positions.capacity, "the cache is full")
    var seen = positions
    seen.count = count
    return seen
  }
}

/// How columns fall to attention heads.
public struct HeadShape: Sendable, Hashable {
  /// How many heads of queries.
  public let heads: Int
  /// How many heads of keys and values: as many, or fewer where several share one.
  public let keyHeads: Int
  /// Columns of one head.
  public let width: Int

  /// The given shape; `heads` must be a multiple of `keyHeads`.
  public init(heads: Int, keyHeads: Int, width: Int) {
    precondition(keyHeads > 0 && heads % keyHeads == 0)
    (self.heads, self.keyHeads, self.width) = (heads, keyHeads, width)
  }
}

/// What rows ask for, answer to and hand on: [rows, heads · width] and twice [rows, keyHeads · width].
public struct QueryKeyValue {
  let queries: MutableMatrixView
  let keys: MutableMatrixView
  let values: MutableMatrixView

  /// The given rows; those of keys and values lie equally far apart.
  public init(queries: MutableMatrixView, keys: MutableMatrixView, values: MutableMatrixView) {
    (self.queries, self.keys, self.values) = (queries, keys, values)
  }
}

/// Causal attention of several sequences at once: collect one task for each, then run them all.
///
/// What a row gets depends on its own query and the positions it sees alone, to the bit.
public final class AttentionTasks: @unchecked Sendable {
  private let tasks: UnsafeMutablePointer<ck_attention>
  private let capacity: Int
  private var count = 0

  /// Room for so many sequences.
  public init(capacity: Int) {
    self.capacity = capacity
    tasks = .allocate(capacity: max(1, capacity))
  }

  deinit { tasks.deallocate() }

  /// Adds rows of one sequence, the first at `position`: queries, keys and values side by side.
  ///
  /// They see `sharedCount` positions of another sequence's and then the sequence's own, kept in the
  /// same precision; `run` stores their keys and values there, after those of the positions before.
  public func append(
    _ rows: QueryKeyValue, at position: Int, shared: KeysAndValues, sharedCount: Int,
    own: KeysAndValues, scale: Float, _ shape: HeadShape, into mixed: MutableMatrixView
  ) {
    let (queries, keys, values) = (rows.queries, rows.keys, rows.values)
    precondition(count < capacity && sharedCount <= position && queries.rows == mixed.rows)
    precondition(queries.columns == shape.heads * shape.width && mixed.columns == queries.columns)
    precondition(keys.columns == shape.keyHeads * shape.width && values.columns == keys.columns)
    precondition(keys.rows == queries.rows && values.rows == keys.rows)
    precondition(keys.stride == values.stride && shared.precision == own.precision)
    (tasks + count).initialize(
      to: ck_attention(
        queries: queries.base, query_stride: queries.stride, keys: keys.base, values: values.base,
        key_stride: keys.stride, rows: queries.rows, position: position,
        shared: shared.first(sharedCount), own: own.first(position + queries.rows - sharedCount),
        mixed: mixed.base, mixed_stride: mixed.stride, head_width: shape.width,
        heads_per_key: shape.heads / shape.keyHeads, scale: scale))
    count += 1
  }

  /// Stores the rows' keys and values, writes `softmax(q · kᵀ · scale) · v` of every row and head,
  /// and forgets the tasks.
  public func run(_ shape: HeadShape) {
    ck_attend(tasks, count, shape.keyHeads)
    count = 0
  }
}
