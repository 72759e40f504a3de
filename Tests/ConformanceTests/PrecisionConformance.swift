import Foundation
import Generation
import LinearAlgebra
import Models
import Steering
import Testing
import Transformer

/// What weights in fewer bits change, on the fixtures: a bf16 number has eight significant bits, an
/// int8 one 255 steps between the largest of its row and its negative.
@Suite struct `Narrow weights` {
  static let text = "I went up to my friend and said that I hate you because you are"

  static func model(_ name: String, _ precision: WeightPrecision) throws -> LanguageModel {
    try LanguageModel.load(folder: Goldens.folder.appending(path: name).path, precision: precision)
  }

  @Test(
    arguments: [(.bf16, 0.15, 1e-3), (.int8, 0.5, 5e-3)] as [(WeightPrecision, Float, Double)],
    ["random", "trained"])
  func `change log-probabilities little`(
    narrow: (precision: WeightPrecision, bound: Float, meanDivergence: Double), name: String
  ) throws {
    let (exact, rounded) = (try Goldens.model(name), try Self.model(name, narrow.precision))
    #expect(rounded.network.precision == narrow.precision)
    let tokens = exact.tokenizer.tokens(Self.text)
    let expected = try exact.logProbabilities(tokens)
    for usesNarrowProducts in [false, true] {
      let found = try Machine.current.run(usesNarrowProducts: usesNarrowProducts) {
        try rounded.logProbabilities(tokens)
      }
      var (largest, divergence): (Float, Double) = (0, 0)
      for (one, other) in zip(expected, found) {
        for (p, q) in zip(one, other) where p > -12 {
          largest = max(largest, abs(p - q))
          divergence += exp(Double(p)) * Double(p - q)
        }
      }
      let mean = divergence / Double(tokens.count)
      #expect(largest > 0 && largest < narrow.bound, "\(largest)")
      #expect(mean < narrow.meanDivergence, "\(mean)")
    }
  }

  @Test(arguments: [(.bf16, 0.51), (.int8, 0.28)] as [(WeightPrecision, Double)])
  func `take half the memory, or a quarter`(precision: WeightPrecision, share: Double) throws {
    let exact = try Goldens.model("trained").network.residentBytes
    let rounded = try Self.model("trained", precision).network.residentBytes
    #expect(Double(rounded) < share * Double(exact))
  }

  @Test(arguments: [1, 3], [WeightPrecision.bf16, .int8])
  func `give token by token what one pass gives, to the bit`(
    atOnce: Int, precision: WeightPrecision
  ) throws {
    let model = try Self.model("trained", precision)
    let tokens = model.tokenizer.tokens(Self.text)
    let whole = try model.logProbabilities(tokens)
    let parts = model.logProbabilities(tokens, atOnce: atOnce)
    let isSame = parts == whole
    #expect(isSame)
  }

  @Test(arguments: [WeightPrecision.bf16, .int8])
  func `continue a fork with the bits of a fresh sequence`(precision: WeightPrecision) throws {
    let model = try Self.model("trained", precision)
    let tokens = model.tokenizer.tokens(Self.text)
    let whole = try model.logProbabilities(tokens)
    for shared in [1, 5, tokens.count - 1] {
      let rest = tokens.count - shared
      var inference = Inference(
        model.network, capacities: [shared, rest], rows: tokens.count, logits: rest)
      var hook = NoHook()
      inference.forward(TokenBatch(sequences: [Array(tokens[..<shared])]), hooks: &hook)
      inference.fork(1, from: 0, length: shared)
      var batch = TokenBatch()
      batch.append(tokens[shared...], to: 1, at: shared)
      inference.forward(batch, hooks: &hook)
      let isSame = inference.logProbabilities(rows: 0..<rest) == Array(whole[shared...])
      #expect(isSame, "\(shared) positions shared")
    }
  }
}

@Suite struct `A row` {
  @Test(arguments: ["random", "trained"], [1, 2, 5])
  func `keeps its bits whether its tokens come one by one or all at once`(
    name: String, atOnce: Int
  ) throws {
    let model = try Goldens.model(name)
    let tokens = model.tokenizer.tokens(`Narrow weights`.text)
    let whole = try model.logProbabilities(tokens)
    let isSame = model.logProbabilities(tokens, atOnce: atOnce) == whole
    #expect(isSame)
  }

  @Test(arguments: ["random", "trained"])
  func `keeps its bits in any batch`(name: String) throws {
    let model = try Goldens.model(name)
    let texts = [`Narrow weights`.text, "Love", "I hate you because", "The"]
    let sequences = texts.map { model.tokenizer.tokens($0) }
    let alone = try sequences.map { try model.logProbabilities($0) }
    for count in 1...sequences.count {
      var hook = NoHook()
      let together = model.logProbabilities(of: Array(sequences[..<count]), hooks: &hook)
      let isSame = together == Array(alone[..<count])
      #expect(isSame, "\(count) sequences")
    }
  }
}

extension LanguageModel {
  /// [positions][vocabulary], some tokens at a time over the cache.
  fileprivate func logProbabilities(_ tokens: [TokenID], atOnce: Int) -> [[Float]] {
    var inference = Inference(
      network, capacities: [tokens.count], rows: atOnce, logits: atOnce)
    var (hook, rows) = (NoHook(), [[Float]]())
    for start in stride(from: 0, to: tokens.count, by: atOnce) {
      let positions = start..<min(start + atOnce, tokens.count)
      var batch = TokenBatch()
      batch.append(tokens[positions], to: 0, at: start)
      inference.forward(batch, hooks: &hook)
      rows += inference.logProbabilities(rows: 0..<positions.count)
    }
    return rows
  }
}
