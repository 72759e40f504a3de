import Foundation
import Safetensors
import Testing

@Suite struct `Widening` {
  private func floats(
    _ type: String, count: Int, _ data: [UInt8], padding: Int = 0
  ) throws -> [Float] {
    let folder = try TemporaryFolder()
    let header =
      #"{"w":{"dtype":"\#(type)","shape":[\#(count)],"data_offsets":[0,\#(data.count)]}}"#
      + String(repeating: " ", count: padding)
    return try Checkpoint(file: folder.write(safetensors(header, data), as: "x.safetensors"))
      .floats("w")
  }

  @Test func `keeps every half, with subnormals, infinities and NaN`() throws {
    let halves = Array(UInt16.min...UInt16.max)
    // Both parities of the header's length: the bytes need not be aligned.
    for padding in 0..<2 {
      let widened = try floats("F16", count: halves.count, bytes(halves), padding: padding)
      let wrong = zip(halves, widened).filter { half, float in
        let expected = Float(Float16(bitPattern: half))
        return expected.isNaN
          ? !float.isNaN || float.sign != expected.sign : expected.bitPattern != float.bitPattern
      }
      #expect(wrong.isEmpty, "\(wrong.prefix(5))")
    }
  }

  @Test func `knows halves by hand`() throws {
    let halves: [UInt16] = [0x3C00, 0xC000, 0x0001, 0x8000, 0x7C00, 0x03FF, 0x0400, 0x7BFF]
    #expect(
      try floats("F16", count: 8, bytes(halves)).map(\.bitPattern)
        == [
          1, -2, 0x1p-24, -0.0, .infinity, 0x1.FF8p-15, 0x1p-14, 65504,
        ].map(\Float.bitPattern))
  }

  @Test func `keeps brain floats`() throws {
    let values: [UInt16] = [0x3F80, 0xC000, 0x0001, 0x8000, 0x7F80, 0x7FC1]
    #expect(
      try floats("BF16", count: 6, bytes(values)).map(\.bitPattern)
        == values.map { UInt32($0) << 16 })
  }

  @Test func `rounds doubles`() throws {
    let doubles = [1.0, -0.1, 1e300, 0x1p-1074, .nan]
    let data = doubles.flatMap { double in
      (0..<8).map { UInt8(truncatingIfNeeded: double.bitPattern >> ($0 * 8)) }
    }
    let widened = try floats("F64", count: 5, data, padding: 3)
    #expect(widened[0...3] == [1, -0.1, .infinity, 0])
    #expect(widened[4].isNaN)
  }
}
