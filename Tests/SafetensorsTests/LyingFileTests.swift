import Foundation
import Safetensors
import Testing

@Suite struct `Damaged and lying files` {
  static let valid = #"{"dtype":"F32","shape":[2],"data_offsets":[0,8]}"#

  @Test(arguments: [
    (#"{"w":\#(valid),"w":\#(valid)}"#, "the key \"w\" appears twice"),
    (#"[1]"#, "an object was expected"),
    (#"{"w":\#(valid)"#, "a comma or the end of the object was expected"),
    (#"{"w":\#(valid)} x"#, "something follows the end"),
    (#"not JSON"#, "an object was expected"),
    (#"{"w":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}"#, "a whole number"),
    (#"{"w":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}}"#, "a whole number"),
    (#"{"w":{"dtype":"F32","shape":[2e0],"data_offsets":[0,8]}}"#, "a whole number"),
    (#"{"w":{"dtype":"F32","shape":[02],"data_offsets":[0,8]}}"#, "a whole number"),
    (#"{"w":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}}"#, "too large"),
    (#"{"w":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}}"#, "impossible"),
    (#"{"w":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,8]}}"#, "does not fit"),
    (#"{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}"#, "does not fit its 8 bytes"),
    (#"{"w":{"dtype":"F16","shape":[2],"data_offsets":[0,8]}}"#, "does not fit its 8 bytes"),
    (#"{"w":{"shape":[2],"data_offsets":[0,8]}}"#, "has no dtype"),
    (#"{"w":{"dtype":"F32","data_offsets":[0,8]}}"#, "has no shape"),
    (#"{"w":{"dtype":"F32","shape":[2]}}"#, "has no pair of data_offsets"),
    (#"{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,4,8]}}"#, "has no pair of data_offsets"),
    (#"{"w":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}"#, "ends before it begins"),
    (#"{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}"#, "ends at byte 12 of 8"),
    (#"{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, "4 bytes at its end"),
    (#"{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, "leaves a hole before it"),
    (#"{"w":\#(valid),"v":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, "overlaps"),
    (#"{"w":{"dtype":7,"shape":[2],"data_offsets":[0,8]}}"#, "a string was expected"),
    (#"{"__metadata__":{"a":1},"w":\#(valid)}"#, "a string was expected"),
    (#"{"\ud800":\#(valid)}"#, "half a surrogate pair"),
    (#"{"\q":\#(valid)}"#, "an unknown escape"),
    (#"{"w":{"x":\#(String(repeating: "[", count: 10_000))}}"#, "the nesting is too deep"),
  ])
  func `are refused in a sentence`(header: String, part: String) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(safetensors(header, bytes([1, 2] as [Float])), as: "x.safetensors")
    let error = #expect(throws: SafetensorsError.self) { try Checkpoint(file: file) }
    let sentence = error?.description ?? ""
    #expect(sentence.hasPrefix("\(file.path) is not a valid safetensors file: "))
    #expect(sentence.contains(part), "\(sentence)")
  }

  @Test func `are refused when the header's length is a lie`() throws {
    let folder = try TemporaryFolder()
    let whole = safetensors(#"{"w":\#(Self.valid)}"#, bytes([1, 2] as [Float]))
    for length: UInt64 in [0, 1, UInt64(whole.count), 100_000_001, 1 << 63, .max] {
      var lying = whole
      lying.replaceSubrange(
        0..<8, with: (0..<8).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) })
      let file = try folder.write(lying, as: "x.safetensors")
      #expect(throws: SafetensorsError.self, "length \(length)") { try Checkpoint(file: file) }
    }
  }

  @Test func `are refused at every truncation`() throws {
    let folder = try TemporaryFolder()
    let whole = safetensors(#"{"w":\#(Self.valid)}"#, bytes([1, 2] as [Float]))
    for count in 0..<whole.count {
      let file = try folder.write(Array(whole[..<count]), as: "x.safetensors")
      #expect(throws: SafetensorsError.self, "\(count) bytes") { try Checkpoint(file: file) }
    }
  }

  @Test func `are refused when they are folders, pipes or missing`() throws {
    let folder = try TemporaryFolder()
    func reason(_ path: String) -> String? {
      #expect(throws: SafetensorsError.self) { try Checkpoint(file: URL(fileURLWithPath: path)) }?
        .description
    }
    let path = folder.url.path
    #expect(reason(path) == "cannot read \(path): it is a folder")
    #expect(reason(path + "/no") == "cannot read \(path)/no: there is no such file")
    mkfifo(path + "/pipe", 0o600)
    #expect(reason(path + "/pipe") == "cannot read \(path)/pipe: it is not a file")
  }

  @Test func `keep an unknown type as an entry that cannot be read`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      safetensors(#"{"w":{"dtype":"F8_E9M9","shape":[9999],"data_offsets":[0,8]}}"#, Array(0..<8)),
      as: "x.safetensors")
    let checkpoint = try Checkpoint(file: file)
    #expect(checkpoint.entry("w")?.elementType == .other("F8_E9M9"))
    #expect(checkpoint.borrowedFloats("w") == nil)
    let error = #expect(throws: SafetensorsError.self) { try checkpoint.floats("w") }
    #expect(
      error?.description
        == "tensor \"w\" is of type F8_E9M9; only F32, F16, BF16 and F64 can be read")
  }
}
