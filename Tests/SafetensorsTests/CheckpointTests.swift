import Foundation
import Safetensors
import Testing

@Suite struct `A checkpoint` {
  @Test func `reads shape, metadata and floats of a single file`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      safetensors(
        #"{"__metadata__":{"format":"pt"},"w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"#
          + #""b":{"dtype":"F32","shape":[],"data_offsets":[24,28]}}"#,
        bytes([1, 2, 3, 4, 5, 6] as [Float]) + bytes([-0.5] as [Float])),
      as: "model.safetensors")
    let checkpoint = try Checkpoint(folder: folder.url)
    #expect(checkpoint.names == ["w", "b"])
    #expect(checkpoint.metadata == ["format": "pt"])
    #expect(checkpoint.entry("w")?.shape == [2, 3])
    #expect(checkpoint.entry("w")?.elementCount == 6)
    #expect(checkpoint.entry("b")?.elementCount == 1)
    #expect(checkpoint.entry("c") == nil)
    #expect(try checkpoint.floats("w") == [1, 2, 3, 4, 5, 6])
    #expect(try checkpoint.floats("b") == [-0.5])
    #expect(checkpoint.path(of: "w") == folder.url.path + "/model.safetensors")
  }

  @Test func `borrows aligned floats and only those`() throws {
    let folder = try TemporaryFolder()
    let header = #"{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#
    for padding in 0..<8 {
      let padded = header + String(repeating: " ", count: padding)
      try folder.write(safetensors(padded, bytes([7, 8] as [Float])), as: "model.safetensors")
      let checkpoint = try Checkpoint(folder: folder.url)
      let borrowed = checkpoint.borrowedFloats("w").map(Array.init)
      #expect(borrowed == (padded.utf8.count % 4 == 0 ? [7, 8] : nil))
      #expect(try checkpoint.floats("w") == [7, 8])
    }
  }

  @Test func `finds tensors in the shards its index names`() throws {
    let folder = try TemporaryFolder()
    func shard(_ name: String, _ value: Float) -> [UInt8] {
      safetensors(
        #"{"\#(name)":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, bytes([value]))
    }
    try folder.write(shard("a", 1), as: "one.safetensors")
    try folder.write(shard("b", 2), as: "two.safetensors")
    let index = #"{"metadata":{"total_size":8.5e0,"x":[null,{}]},"weight_map":"#
    try folder.write(
      Array((index + #"{"b":"two.safetensors","a":"one.safetensors"}}"#).utf8),
      as: "model.safetensors.index.json")
    let checkpoint = try Checkpoint(folder: folder.url)
    #expect(checkpoint.names == ["a", "b"])
    #expect(try checkpoint.floats("b") == [2])
    #expect(checkpoint.path(of: "b") == folder.url.path + "/two.safetensors")
    #expect(checkpoint.paths.count == 2)

    try folder.write(
      Array((index + #"{"a":"one.safetensors","c":"two.safetensors"}}"#).utf8),
      as: "model.safetensors.index.json")
    #expect(throws: SafetensorsError.self) { try Checkpoint(folder: folder.url) }
    try folder.write(
      Array((index + #"{"a":"../one.safetensors"}}"#).utf8), as: "model.safetensors.index.json")
    #expect(throws: SafetensorsError.self) { try Checkpoint(folder: folder.url) }
  }

  @Test func `says what is missing`() throws {
    let folder = try TemporaryFolder()
    func sentence() -> String {
      do {
        _ = try Checkpoint(folder: folder.url)
        return "opened"
      } catch { return "\(error)" }
    }
    let path = folder.url.path
    #expect(sentence() == "\(path) holds no model.safetensors; is it a model's folder?")
    try folder.write([1], as: "pytorch_model.bin")
    #expect(sentence().contains("convert its pytorch_model.bin"))
    try folder.write([], as: "model.safetensors")
    #expect(sentence() == "cannot read \(path)/model.safetensors: it is empty")
  }

  @Test func `refuses a buffer of the wrong size and an unknown name`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      safetensors(
        #"{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, bytes([1, 2] as [Float])),
      as: "x.safetensors")
    let checkpoint = try Checkpoint(file: file)
    var room: [Float] = [0, 0, 0]
    _ = room.withUnsafeMutableBufferPointer { room in
      #expect(
        throws: SafetensorsError.wrongElementCount(name: "w", expected: 2, offered: 3)
      ) { try checkpoint.readFloats("w", into: room) }
    }
    #expect(throws: SafetensorsError.noSuchTensor(name: "v")) { try checkpoint.floats("v") }
  }
}
