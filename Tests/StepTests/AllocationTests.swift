import CAllocationCounter
import Foundation
import Generation
import Safetensors
import Testing
import Transformer

@Suite struct `A decoding step` {
  static func model() throws -> HookedTransformer {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Goldens/random")
    let json = try Data(contentsOf: folder.appendingPathComponent("config.json"))
    let (architecture, sizes) = try Hyperparameters.read(json)
    return try HookedTransformer(architecture, sizes, Checkpoint(folder: folder))
  }

  @Test func `counts what is allocated`() {
    let before = allocation_count()
    let numbers = (0..<Int.random(in: 50...60)).map { $0 }
    #expect(allocation_count() > before, "\(numbers.count)")
  }

  @Test(
    arguments: [
      SamplingOptions(topP: 0.3), SamplingOptions(topP: 1),
      SamplingOptions(temperature: 0.7, topP: 0.9), SamplingOptions(temperature: 0),
    ])
  func `allocates nothing`(options: SamplingOptions) throws {
    var options = options
    (options.maximumTokens, options.stopsAtEnd) = (12, false)
    var decoding = try Decoding(
      Self.model(), prompts: [[1, 2, 3], [1, 2, 3]], samples: 3, options: options, seed: 1,
      endOfText: 0, hooks: NoHook())
    // The first two make room: for the tiles of products, for the batch.
    for _ in 0..<2 { _ = try decoding.next() }
    let before = allocation_count()
    while try decoding.next() {}
    let allocated = allocation_count() - before
    #expect(decoding.steps == 12)
    #expect(allocated == 0)
  }
}
