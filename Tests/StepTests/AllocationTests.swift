import CAllocationCounter
import Foundation
import Generation
import LinearAlgebra
import Safetensors
import Steering
import Testing
import Transformer

/// What counts the allocations of a thread, and what changes how many threads there are, which makes
/// new ones at the next work of whoever comes first: one after the other.
@Suite(.serialized) enum Steps {}

extension Steps {
  @Suite struct `A decoding step` {
    static func model(_ precision: WeightPrecision = .fp32) throws -> HookedTransformer {
      let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Goldens/random")
      let json = try Data(contentsOf: folder.appendingPathComponent("config.json"))
      let (architecture, sizes) = try Hyperparameters.read(json)
      return try HookedTransformer(
        architecture, sizes, Checkpoint(folder: folder), precision: precision)
    }

    @Test func `counts what is allocated`() {
      let before = allocation_count()
      let numbers = (0..<Int.random(in: 50...60)).map { $0 }
      #expect(allocation_count() > before, "\(numbers.count)")
    }

    @Test(
      arguments: [
        SamplingOptions(topP: 0.3), SamplingOptions(topP: 1), SamplingOptions(topP: 1, topK: 90),
        SamplingOptions(temperature: 0.7, topP: 0.9), SamplingOptions(temperature: 0),
      ])
    func `allocates nothing`(options: SamplingOptions) throws {
      try Self.run(options, NoHook())
    }

    @Test(arguments: [WeightPrecision.bf16, .int8])
    func `allocates nothing with narrow weights, keys and values`(precision: WeightPrecision) throws
    {
      try Self.run(SamplingOptions(topP: 0.3), NoHook(), precision)
    }

    @Test func `allocates nothing where a vector steers, and keeps the record of it`() throws {
      let model = try Self.model()
      let width = model.sizes.width
      let part = SteeringVector.Part(
        addition: ActivationAddition(tokens: [1, 2], coefficient: 1, point: .residPre(1)),
        values: Matrix(rows: 2, columns: width, elements: .init(repeating: 1, count: 2 * width)))
      var plan = InjectionPlan()
      try plan.steer(1, of: 3, with: SteeringVector([part]))
      let steered = try Self.run(SamplingOptions(topP: 0.3), plan)
      #expect(steered.record.passes == 12)
      #expect(steered.applied == [.init(point: .residPre(1), sequence: 1, positions: 0..<2)])
    }

    @discardableResult
    static func run<Hook: ForwardHook>(
      _ options: SamplingOptions, _ hooks: Hook, _ precision: WeightPrecision = .fp32
    ) throws -> Hook {
      var options = options
      (options.maximumTokens, options.stopsAtEnd) = (12, false)
      var decoding = try Decoding(
        Self.model(precision), prompts: [[1, 2, 3], [1, 2, 3]], samples: 3, options: options,
        seed: 1,
        endOfText: 0, hooks: hooks)
      // The first two make room: for the tiles of products, for the batch.
      for _ in 0..<2 { _ = try decoding.next() }
      let before = allocation_count()
      while try decoding.next() {}
      let allocated = allocation_count() - before
      #expect(decoding.steps == 12)
      #expect(allocated == 0)
      return decoding.hooks
    }
  }
}
