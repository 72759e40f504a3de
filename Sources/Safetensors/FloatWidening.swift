// Loops over raw, possibly unaligned bytes; each has 2, 2 or 8 bytes per float of its output.

/// Widens IEEE halves exactly, subnormals, infinities and NaN payloads included.
///
/// Integer arithmetic, because without the F16C instructions `Float(Float16)` is a call each.
func widenHalves(_ bytes: UnsafeRawBufferPointer, into floats: UnsafeMutableBufferPointer<Float>) {
  for index in 0..<floats.count {
    let half = unsafe UInt32(bytes.loadUnaligned(fromByteOffset: index &* 2, as: UInt16.self))
    let sign = (half & 0x8000) << 16
    let shifted = (half & 0x7FFF) << 13
    let exponent = shifted & 0x0F80_0000
    let normal = shifted &+ (127 - 15) << 23
    // Infinity and NaN: the exponent must become all ones.
    let extreme = normal &+ (128 - 16) << 23
    // Subnormal: as the fraction of a number in 2^-14..<2^-13, less 2^-14.
    let small =
      (Float(bitPattern: normal &+ 1 << 23) - Float(bitPattern: 113 << 23)).bitPattern
    let magnitude = exponent == 0x0F80_0000 ? extreme : exponent == 0 ? small : normal
    unsafe floats[index] = Float(bitPattern: sign | magnitude)
  }
}

/// Widens the upper halves of singles exactly.
func widenBrainFloats(
  _ bytes: UnsafeRawBufferPointer, into floats: UnsafeMutableBufferPointer<Float>
) {
  for index in 0..<floats.count {
    let upper = unsafe bytes.loadUnaligned(fromByteOffset: index &* 2, as: UInt16.self)
    unsafe floats[index] = Float(bitPattern: UInt32(upper) << 16)
  }
}

/// Rounds doubles to the nearest float.
func narrowDoubles(_ bytes: UnsafeRawBufferPointer, into floats: UnsafeMutableBufferPointer<Float>)
{
  for index in 0..<floats.count {
    unsafe floats[index] = Float(
      bytes.loadUnaligned(fromByteOffset: index &* 8, as: Double.self))
  }
}
