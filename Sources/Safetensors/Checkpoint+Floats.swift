// Hands out and fills float buffers: the callers' buffers and the mapped bytes are both unsafe.

extension Checkpoint {
  /// A tensor's floats where they lie in the map, valid while the checkpoint lives.
  ///
  /// `nil` when there is no such tensor, it is not F32, or its bytes are not 4-byte aligned: read
  /// it with `readFloats` then.
  @unsafe public func borrowedFloats(_ name: String) -> UnsafeBufferPointer<Float>? {
    guard let (map, entry) = place(of: name), entry.elementType == .float32 else { return nil }
    let bytes = unsafe UnsafeRawBufferPointer(rebasing: map.bytes[entry.byteRange])
    guard let base = bytes.baseAddress, Int(bitPattern: base) % 4 == 0 else { return nil }
    return unsafe UnsafeBufferPointer(
      start: base.assumingMemoryBound(to: Float.self), count: entry.elementCount)
  }

  /// Copies a tensor into `floats`, widening F16 and BF16 exactly and rounding F64.
  ///
  /// Throws when there is no such tensor, its type is another, or `floats` is not of its size.
  public func readFloats(
    _ name: String, into floats: UnsafeMutableBufferPointer<Float>
  ) throws(SafetensorsError) {
    guard let (map, entry) = place(of: name) else { throw .noSuchTensor(name: name) }
    guard floats.count == entry.elementCount else {
      throw .wrongElementCount(
        name: name, expected: entry.elementCount, offered: floats.count)
    }
    let bytes = unsafe UnsafeRawBufferPointer(rebasing: map.bytes[entry.byteRange])
    switch entry.elementType {
    case .float32: unsafe UnsafeMutableRawBufferPointer(floats).copyMemory(from: bytes)
    case .float16: unsafe widenHalves(bytes, into: floats)
    case .bfloat16: unsafe widenBrainFloats(bytes, into: floats)
    case .float64: unsafe narrowDoubles(bytes, into: floats)
    case .other(let type): throw .unsupportedElementType(name: name, type: type)
    }
  }

  /// A tensor's floats as an array; throws as `readFloats(_:into:)` does.
  public func floats(_ name: String) throws(SafetensorsError) -> [Float] {
    guard let entry = entry(name) else { throw .noSuchTensor(name: name) }
    if case .other(let type) = entry.elementType {
      // An unknown type's shape was never checked against the file: do not trust its size.
      throw .unsupportedElementType(name: name, type: type)
    }
    let buffer = UnsafeMutableBufferPointer<Float>.allocate(capacity: entry.elementCount)
    defer { unsafe buffer.deallocate() }
    try unsafe readFloats(name, into: buffer)
    return unsafe Array(buffer)
  }
}
