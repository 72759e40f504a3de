import Generation
import LinearAlgebra
import Steering
import Testing
import Transformer

@Suite struct `A run` {
  /// Tokens and losses of two sides of thirteen samples each, four of which end early.
  static func run(_ options: SamplingOptions, _ precision: WeightPrecision) throws -> [String] {
    var options = options
    options.maximumTokens = 20
    var decoding = try Decoding(
      `A decoding step`.model(precision), prompts: [[1, 2, 3], [4, 5]], samples: 13,
      options: options, seed: 11, endOfText: 7, hooks: NoHook())
    while try decoding.next() {}
    return decoding.rows.indices.map { row in
      "\(decoding.rows[row].tokens) \(decoding.meanLoss(row).bitPattern)"
    }
  }

  @Test(
    arguments: [
      SamplingOptions(topP: 0.3), SamplingOptions(topP: 1), SamplingOptions(topP: 1, topK: 5),
    ], WeightPrecision.allCases)
  func `is the same to the bit on any number of threads`(
    options: SamplingOptions, precision: WeightPrecision
  ) throws {
    let threads = Machine.threads
    defer { Machine.threads = threads }
    Machine.threads = 1
    let alone = try Self.run(options, precision)
    #expect(Set(alone).count > 13)
    for count in [2, 5] {
      Machine.threads = count
      // Again and again, as which thread takes which row is chance.
      for _ in 0..<5 { #expect(try Self.run(options, precision) == alone, "\(count) threads") }
    }
  }
}
