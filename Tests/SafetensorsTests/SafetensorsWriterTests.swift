import Foundation
import Safetensors
import Testing

@Suite struct `Writing safetensors` {
  @Test func `gives back tensors, metadata and odd names`() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("a.safetensors")
    let metadata = ["recipe": "5 * (\"Love\" - \"Hate\")\n@ 6 \\ \u{1} é 🎉", "": ""]
    var writer = SafetensorsWriter(metadata: metadata)
    try writer.add("vector", shape: [2, 2], [1, -2, .infinity, 0x1p-149])
    try writer.add("a \"name\"", shape: [], [7])
    try writer.add("nothing", shape: [3, 0], [])
    try writer.write(to: file)
    let checkpoint = try Checkpoint(file: file)
    #expect(checkpoint.metadata == metadata)
    #expect(checkpoint.names.sorted() == ["a \"name\"", "nothing", "vector"])
    #expect(try checkpoint.floats("vector") == [1, -2, .infinity, 0x1p-149])
    #expect(try checkpoint.floats("a \"name\"") == [7])
    #expect(try checkpoint.floats("nothing") == [])
    #expect(checkpoint.entry("nothing")?.shape == [3, 0])
    #expect(checkpoint.borrowedFloats("vector") != nil)
  }

  @Test func `lays the bytes out as the format says`() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("a.safetensors")
    var writer = SafetensorsWriter()
    try writer.add("v", shape: [1], [1])
    try writer.write(to: file)
    let header = #"{"v":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"# + "  "
    #expect([UInt8](try Data(contentsOf: file)) == safetensors(header, [0, 0, 0x80, 0x3F]))
  }

  @Test func `refuses wrong shapes and repeated names`() throws {
    var writer = SafetensorsWriter()
    try writer.add("v", shape: [2], [1, 2])
    for (name, shape) in [
      ("v", [2]), ("__metadata__", [2]), ("a", [3]), ("b", [-1, -2]), ("c", [Int.max, 4]),
    ] {
      #expect(throws: SafetensorsError.self) { try writer.add(name, shape: shape, [1, 2]) }
    }
  }

  @Test func `replaces a file and leaves nothing else behind`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write([1, 2, 3], as: "v.safetensors")
    var writer = SafetensorsWriter()
    try writer.add("v", shape: [1], [1])
    try writer.write(to: file)
    #expect(try Checkpoint(file: file).floats("v") == [1])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["v.safetensors"])
  }

  @Test func `says why when the place cannot be written`() throws {
    let folder = try TemporaryFolder()
    let writer = SafetensorsWriter()
    let missing = folder.url.appendingPathComponent("no/v.safetensors")
    #expect(
      throws: SafetensorsError.cannotWrite(path: missing.path, reason: "there is no such file")
    ) { try writer.write(to: missing) }
    // The name is a folder's: the last step, renaming, fails, and the partial file must go.
    let taken = folder.url.appendingPathComponent("taken")
    try FileManager.default.createDirectory(at: taken, withIntermediateDirectories: true)
    #expect(throws: SafetensorsError.self) { try writer.write(to: taken) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["taken"])
  }

  @Test func `leaves the old file alone when the disk is full`() async throws {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let file = try folder.write([1, 2, 3], as: "v.safetensors")
      var writer = SafetensorsWriter()
      try writer.add("v", shape: [100_000], Array(repeating: 1, count: 100_000))
      // A limit on file sizes stands in for a full disk.
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 65_536, rlim_max: 65_536)
      setrlimit(__rlimit_resource_t(UInt32(RLIMIT_FSIZE.rawValue)), &limit)
      #expect(throws: SafetensorsError.self) { try writer.write(to: file) }
      #expect([UInt8](try Data(contentsOf: file)) == [1, 2, 3])
      let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
      exit(left == ["v.safetensors"] ? 0 : 1)
    }
  }
}
